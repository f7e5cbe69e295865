using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints what comes behind the products of a contraction with an addend: a thread for each value.</summary>
internal static class AdditionPrinter
{
    /// <summary>Adds the addend, and applies the activation or the derivative of one.</summary>
    public static KernelLaunch Addend(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
    {
        (int length, int threads) = (program[kernel.Target].SampleLength, network.Target.Threads);
        KernelOperands operands = new();
        operands.Floats("addend", program.Values(kernel.Addend));
        if (kernel.Derivative is { } fused)
            operands.Floats("output", program.Values(fused.Values));
        operands.Floats("sum", program.Values(kernel.Target));
        string[] views = kernel.Derivative is null ? ["addend", "sum"] : ["addend", "output", "sum"];
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [.. views.Select(view => ("float", view, view + "s", length))], () =>
        {
            body.Line("float value = sums[i] + addends[i];");
            body.Line($"sums[i] = {(kernel.Activation is { } activation ? ScalarText.Activate(activation, "value")
                : kernel.Derivative is { } derivative ? ScalarText.Differentiate(derivative.Activation, "value", "outputs[i]")
                : "value")};");
        });
        return network.Kernels.Launch(kernel.Name + "Addend", "Adds what another layer gives.", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
