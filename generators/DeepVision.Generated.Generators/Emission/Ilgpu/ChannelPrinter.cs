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
            body.Line($"ys[i] = xs[i] + bias[{ExactDivision.Remainder("i", stride, length)}];"));
        return network.Kernels.Launch(kernel.Name, "y = x + b.", operands, body, threads, ElementKernel.Groups(length, threads));
    }

    /// <summary>db = Σ dy, in parts.</summary>
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) BiasGradient(IlgpuNetwork network, IlgpuProgram program, BiasGradientKernel kernel)
    {
        int parts = network.Target.IsSmall ? 3 : 64, length = network.LayoutOf(kernel.Bias).PackedLength;
        string scratch = $"memory.Scratch(0, {parts * length})";
        return (
        [
            SumPrinter.Channels(network, kernel.Name + "Parts", program.Values(kernel.Gradient), program[kernel.Gradient], scratch, parts, length),
            SumPrinter.Parts(network, kernel.Name, scratch, network.Gradients(kernel.Bias), length, parts),
        ], parts * length);
    }
}
