namespace DeepVision.Generated.Generators.Lowering;

internal static partial class OperandChecks
{
    private static void CheckNorm(KernelProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case LayerNormKernel { Pass: LayerNormPass.Statistics } norm:
                CheckPixelNumbers(program, kernel, norm.Source, norm.Statistics);
                break;
            case LayerNormKernel { Pass: LayerNormPass.GradientMeans } norm:
                CheckSame(program, kernel, norm.Source, norm.Gradient);
                CheckPixelNumbers(program, kernel, norm.Source, norm.Statistics, norm.Target);
                break;
            case LayerNormKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Target, norm.Gradient);
                CheckPixelNumbers(program, kernel, norm.Source, norm.Statistics, norm.Means);
                break;
            case LayerNormGradientKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Gradient);
                CheckPixelNumbers(program, kernel, norm.Source, norm.Statistics);
                break;
            case GroupNormKernel { Pass: GroupNormPass.Moments } norm:
                CheckChannelNumbers(program, kernel, norm.Source, norm.Target);
                break;
            case GroupNormKernel { Pass: GroupNormPass.Statistics or GroupNormPass.GradientMeans } norm:
                CheckSame(program, kernel, norm.Source, norm.Target);
                break;
            case GroupNormKernel { Pass: GroupNormPass.GradientSums } norm:
                CheckSame(program, kernel, norm.Source, norm.Gradient);
                CheckChannelNumbers(program, kernel, norm.Source, norm.Statistics, norm.Target);
                break;
            case GroupNormKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Target, norm.Gradient);
                CheckChannelNumbers(program, kernel, norm.Source, norm.Statistics, norm.Means);
                break;
            case LocalResponseNormKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Target, norm.Gradient);
                break;
            case L2NormalizeKernel norm:
                CheckSame(program, kernel, norm.Source, norm.Target, norm.Gradient);
                break;
        }
    }

    /// <summary>Whether buffers hold two numbers for each pixel of an image.</summary>
    private static void CheckPixelNumbers(KernelProgram program, Kernel kernel, int image, params int[] ids)
    {
        foreach (TensorBuffer numbers in ids.Where(id => id != Kernel.None).Select(id => program.Buffers[id]))
            Require(kernel, (numbers.Pixels, numbers.Channels) == (1, 2 * program.Buffers[image].Pixels), $"{numbers.Name} doesn't have two numbers for each pixel");
    }

    /// <summary>Whether buffers hold two numbers for each channel of an image.</summary>
    private static void CheckChannelNumbers(KernelProgram program, Kernel kernel, int image, params int[] ids)
    {
        foreach (TensorBuffer numbers in ids.Where(id => id != Kernel.None).Select(id => program.Buffers[id]))
            Require(kernel, (numbers.Pixels, numbers.PixelStride) == (2, program.Buffers[image].PixelStride), $"{numbers.Name} doesn't have two numbers for each channel");
    }
}
