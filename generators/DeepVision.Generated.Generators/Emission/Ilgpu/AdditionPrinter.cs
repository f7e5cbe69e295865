using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the sum of several buffers: a thread for each value.</summary>
internal static class AdditionPrinter
{
    /// <summary>The sum of several buffers, and the activation behind it or the derivative of one.</summary>
    public static KernelLaunch Print(IlgpuNetwork network, IlgpuProgram program, SumKernel kernel)
    {
        int length = program[kernel.Target].SampleLength, threads = network.Target.Threads;
        string[] terms = [.. kernel.Sources.Select((_, index) => "term" + CSharpLiteral.Of(index + 1))];
        KernelOperands operands = new();
        List<string> views = [.. terms];
        for (int index = 0; index < terms.Length; index++)
            operands.Floats(terms[index], program.Values(kernel.Sources[index]));
        if (kernel.Derivative is { } fused)
        {
            operands.Floats("output", program.Values(fused.Values));
            views.Add("output");
        }

        operands.Floats("sum", program.Values(kernel.Target));
        views.Add("sum");
        string sum = string.Join(" + ", terms.Select(term => term + "s[i]"));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [.. views.Select(view => ("float", view, view + "s", length))], () =>
        {
            if (kernel.Activation is null && kernel.Derivative is null)
            {
                body.Line($"sums[i] = {sum};");
                return;
            }

            body.Line($"float value = {sum};");
            body.Line($"sums[i] = {(kernel.Activation is { } activation
                ? ScalarText.Activate(activation, "value")
                : ScalarText.Differentiate(kernel.Derivative!.Value.Activation, "value", "outputs[i]"))};");
        });
        return network.Kernels.Launch(kernel.Name, string.Join(" + ", terms) + ".", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
