using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints sums of buffers: a thread for each value.</summary>
internal static class AdditionPrinter
{
    /// <summary>The sum of several buffers.</summary>
    public static KernelLaunch Sum(IlgpuNetwork network, IlgpuProgram program, SumKernel kernel)
    {
        string[] terms = [.. kernel.Sources.Select((_, index) => "term" + CSharpLiteral.Of(index + 1))];
        KernelOperands operands = new();
        for (int index = 0; index < terms.Length; index++)
            operands.Floats(terms[index], program.Values(kernel.Sources[index]));
        operands.Floats("sum", program.Values(kernel.Target));
        return Launch(
            network, kernel.Name, string.Join(" + ", terms) + ".", operands, program[kernel.Target].SampleLength, [.. terms, "sum"],
            body => body.Line($"sums[i] = {string.Join(" + ", terms.Select(term => term + "s[i]"))};"));
    }

    /// <summary>What comes behind the products of a contraction with an addend: the addend, and the activation or its derivative.</summary>
    public static KernelLaunch Addend(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
    {
        KernelOperands operands = new();
        operands.Floats("addend", program.Values(kernel.Addend));
        if (kernel.Derivative is { } fused)
            operands.Floats("output", program.Values(fused.Values));
        operands.Floats("sum", program.Values(kernel.Target));
        string[] views = kernel.Derivative is null ? ["addend", "sum"] : ["addend", "output", "sum"];
        return Launch(network, kernel.Name + "Addend", "Adds what another layer gives.", operands, program[kernel.Target].SampleLength, views, body =>
        {
            body.Line("float value = sums[i] + addends[i];");
            body.Line($"sums[i] = {(kernel.Activation is { } activation ? ScalarText.Activate(activation, "value")
                : kernel.Derivative is { } derivative ? ScalarText.Differentiate(derivative.Activation, "value", "outputs[i]")
                : "value")};");
        });
    }

    private static KernelLaunch Launch(
        IlgpuNetwork network, string name, string summary, KernelOperands operands, int length, IEnumerable<string> views, Action<SourceWriter> printElement)
    {
        int threads = network.Target.Threads;
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [.. views.Select(view => ("float", view, view + "s", length))], () => printElement(body));
        return network.Kernels.Launch(name, summary, operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
