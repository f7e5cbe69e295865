using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the sum of several buffers: a thread for each value.</summary>
internal sealed class AdditionPrinter(IlgpuNetwork network, IlgpuProgram program, SumKernel kernel)
{
    public KernelLaunch Print()
    {
        int threads = network.Target.Threads;
        int length = program[kernel.Target].SampleLength;
        string[] terms = [.. kernel.Sources.Select((_, index) => "term" + CSharpLiteral.Of(index + 1))];
        KernelOperands operands = new();
        for (int index = 0; index < terms.Length; index++)
            operands.Floats(terms[index], program.Values(kernel.Sources[index]));
        operands.Floats("sum", program.Values(kernel.Target));

        SourceWriter body = new();
        ElementKernel.Print(
            body, length, threads, [.. terms.Append("sum").Select(name => ("float", name, name + "s", length))],
            () => body.Line($"sums[i] = {string.Join(" + ", terms.Select(term => term + "s[i]"))};"));
        return network.Kernels.Launch(
            kernel.Name, string.Join(" + ", terms) + ".", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
