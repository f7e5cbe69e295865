namespace DeepVision.Generated.Generators.Lowering;

internal static partial class OperandChecks
{
    private static void CheckUpsample(KernelProgram program, UpsampleKernel kernel)
    {
        (int x, int y) = kernel.Pass == WindowPass.Forward ? (kernel.Source, kernel.Target) : (kernel.Target, kernel.Source);
        TensorBuffer input = program.Buffers[x], output = program.Buffers[y];
        CheckElements(program, kernel, ElementKind.Float, x, y);
        Require(
            kernel,
            (output.Height, output.Width, output.Channels, output.PixelStride) == (input.Height * kernel.Vertical, input.Width * kernel.Horizontal, input.Channels, input.PixelStride),
            $"{output.Name} isn't {input.Name} enlarged");
    }

    private static void CheckShuffle(KernelProgram program, PixelShuffleKernel kernel)
    {
        (int small, int large) = kernel.Unshuffles ? (kernel.Target, kernel.Source) : (kernel.Source, kernel.Target);
        TensorBuffer deep = program.Buffers[small], flat = program.Buffers[large];
        CheckElements(program, kernel, ElementKind.Float, small, large);
        Require(
            kernel,
            (flat.Height, flat.Width, flat.Channels * kernel.Factor * kernel.Factor) == (deep.Height * kernel.Factor, deep.Width * kernel.Factor, deep.Channels),
            $"{flat.Name} isn't {deep.Name} in blocks");
    }

    private static void CheckChannels(KernelProgram program, Kernel kernel, int image, int channels)
    {
        TensorBuffer values = program.Buffers[image], vector = program.Buffers[channels];
        CheckElements(program, kernel, ElementKind.Float, image, channels);
        Require(kernel, (vector.Pixels, vector.PixelStride) == (1, values.PixelStride), $"{vector.Name} doesn't have one value for each channel of {values.Name}");
    }

    private static void CheckPad(KernelProgram program, PadKernel kernel)
    {
        TensorBuffer source = program.Buffers[kernel.Source], target = program.Buffers[kernel.Target];
        CheckElements(program, kernel, ElementKind.Float, kernel.Source, kernel.Target);
        Require(kernel, (source.Channels, source.PixelStride) == (target.Channels, target.PixelStride), $"{source.Name} and {target.Name} have different pixels");
    }
}
