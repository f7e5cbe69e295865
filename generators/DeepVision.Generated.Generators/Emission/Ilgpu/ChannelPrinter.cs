using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints kernels with one parameter for each channel.</summary>
internal static class ChannelPrinter
{
    /// <summary>y = x + b: a thread for each value.</summary>
    public static KernelLaunch Bias(IlgpuNetwork network, IlgpuProgram program, BiasKernel kernel)
    {
        int length = program[kernel.Target].SampleLength, stride = program[kernel.Target].PixelStride, threads = network.Target.Threads;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("bias", network.Weights(kernel.Bias)).Floats("y", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [("float", "x", "xs", length), ("float", "y", "ys", length)], () =>
            body.Line($"ys[i] = xs[i] + bias[{(kernel.IsForEachPixel ? "i" : ExactDivision.Remainder("i", stride, length))}];"));
        return network.Kernels.Launch(kernel.Name, "y = x + b.", operands, body, threads, ElementKernel.Groups(length, threads));
    }

    /// <summary>y = x or a · x, dx = dy or a · dy: a thread for each value.</summary>
    public static KernelLaunch PReLU(IlgpuNetwork network, IlgpuProgram program, PReLUKernel kernel)
    {
        int length = program[kernel.Target].SampleLength, stride = program[kernel.Target].PixelStride, threads = network.Target.Threads;
        bool isForward = kernel.Gradient == Kernel.None;
        KernelOperands operands = new();
        List<(string, string, string, int)> views = [("float", "x", "xs", length)];
        operands.Floats("x", program.Values(kernel.Source)).Floats("slopes", network.Weights(kernel.Slopes));
        if (!isForward)
        {
            operands.Floats("dy", program.Values(kernel.Gradient));
            views.Add(("float", "dy", "dys", length));
        }

        operands.Floats("result", program.Values(kernel.Target));
        views.Add(("float", "result", "results", length));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, views, () =>
        {
            body.Line($"float value = {(isForward ? "xs" : "dys")}[i];");
            body.Line($"float sloped = value * slopes[{ExactDivision.Remainder("i", stride, length)}];");
            body.Line("results[i] = xs[i] > 0f ? value : sloped;");
        });
        string summary = isForward ? "y = x for x > 0, else a · x." : "dx = dy for x > 0, else a · dy.";
        return network.Kernels.Launch(kernel.Name, summary, operands, body, threads, ElementKernel.Groups(length, threads));
    }

    /// <summary>da = Σ dy · x over x ≤ 0, in parts.</summary>
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) SlopeGradient(IlgpuNetwork network, IlgpuProgram program, PReLUGradientKernel kernel)
    {
        int parts = network.Target.IsSmall ? 3 : 64, length = network.LayoutOf(kernel.Slopes).PackedLength;
        string scratch = $"memory.Scratch(0, {parts * length})";
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("da", scratch).Int("count", "count");
        return (
        [
            SumPrinter.Channels(
                network, kernel.Name + "Parts", "da = Σ dy · x over a part of the pixels with x ≤ 0.", operands, "da",
                at => $"x[{at}] > 0f ? 0f : x[{at}] * dy[{at}]", program[kernel.Source], parts, length),
            SumPrinter.Parts(network, kernel.Name, scratch, network.Gradients(kernel.Slopes), length, parts),
        ], parts * length);
    }

    /// <summary>db = Σ dy, in parts.</summary>
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) BiasGradient(IlgpuNetwork network, IlgpuProgram program, BiasGradientKernel kernel)
    {
        int parts = network.Target.IsSmall ? 3 : 64, length = network.LayoutOf(kernel.Bias).PackedLength;
        TensorBuffer values = program[kernel.Gradient];
        if (kernel.IsForEachPixel)
            values = values with { Height = 1, Width = 1, Channels = values.SampleLength, PixelStride = values.SampleLength };
        string scratch = $"memory.Scratch(0, {parts * length})";
        return (
        [
            SumPrinter.Channels(network, kernel.Name + "Parts", program.Values(kernel.Gradient), values, scratch, parts, length),
            SumPrinter.Parts(network, kernel.Name, scratch, network.Gradients(kernel.Bias), length, parts),
        ], parts * length);
    }
}
