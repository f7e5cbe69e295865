using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Sums that lie in the arena: for each sample, the parts one after the other.</summary>
/// <param name="Memory">Where they lie.</param>
internal sealed record ReductionParts(int Count, string Memory);

/// <summary>Adds up the parts of a dense layer's reduction in their order, and does what follows: bias, normalisation, activation.</summary>
internal static class ForwardSumPrinter
{
    public static KernelLaunch Print(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel, ReductionParts parts)
    {
        int length = program[kernel.Target].SampleLength;
        int threads = network.Target.Threads;
        ContractionOperands operands = new(network, program, kernel);
        operands.Operands.Floats("parts", parts.Memory);
        operands.Bias().BatchNorm().Addend().Target();
        SourceWriter body = new();
        List<(string, string, string, int)> views = [("float", "parts", "sums", length * parts.Count), ("float", "y", "ys", length)];
        if (kernel.Addend != Kernel.None)
            views.Add(("float", "addend", "addends", length));
        ElementKernel.Print(body, length, threads, views, () =>
        {
            body.Line("float sum = 0f;");
            using (body.Block($"for (int part = 0; part < {parts.Count}; part++)"))
                body.Line($"sum += sums[part * {length} + i];");
            ContractionEpilogue.PrintBatchNorm(body, kernel, network, "i", "scale", "shift");
            body.Line($"float result = {ContractionEpilogue.Value(kernel, "sum", "i")};");
            body.Line($"ys[i] = {(kernel.Activation is { } activation ? ScalarText.Activate(activation, "result") : "result")};");
        });
        return network.Kernels.Launch(
            kernel.Name + "Sum", "Adds the parts of a dense layer's sums in their order, then bias and activation.", operands.Operands, body, threads,
            ElementKernel.Groups(length, threads));
    }
}
