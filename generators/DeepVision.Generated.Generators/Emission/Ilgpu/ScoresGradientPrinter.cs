using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the kernel that takes over the gradient of the scores, which the caller gives without padding in the place of targets.</summary>
internal static class ScoresGradientPrinter
{
    public static KernelLaunch Print(IlgpuNetwork network, IlgpuProgram program, ScoresGradientKernel kernel)
    {
        TensorBuffer target = program[kernel.Target];
        int length = target.SampleLength, threads = network.Target.Threads;
        KernelOperands operands = new();
        operands.Floats("given", "memory.Targets").Floats("dx", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [("float", "given", "givens", target.Pixels * target.Channels), ("float", "dx", "dxs", length)], () =>
        {
            ExactDivision.Split(body, "i", target.PixelStride, length, "pixel", "channel");
            body.Line($"bool counts = channel < {target.Channels};");
            body.Line($"float value = givens[counts ? pixel * {target.Channels} + channel : 0];");
            body.Line("dxs[i] = counts ? value : 0f;");
        });
        return network.Kernels.Launch(kernel.Name, "Takes over the gradient of the scores.", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
