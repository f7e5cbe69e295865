using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the kernels of embeddings. Tokens are floats, which the host has checked.</summary>
internal static class TokenPrinter
{
    /// <summary>y[t] = w[x[t]]: a thread for each value.</summary>
    public static KernelLaunch Embedding(IlgpuNetwork network, IlgpuProgram program, EmbeddingKernel kernel)
    {
        int length = program[kernel.Target].SampleLength, stride = program[kernel.Target].PixelStride, threads = network.Target.Threads;
        KernelOperands operands = new();
        operands.Floats("tokens", program.Values(kernel.Source)).Floats("w", network.Weights(kernel.Weight)).Floats("y", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [("float", "tokens", "xs", kernel.Embedding.Steps), ("float", "y", "ys", length)], () =>
        {
            ExactDivision.Split(body, "i", stride, length, "step", "lane");
            body.Line($"ys[i] = w[(long)(int)xs[step] * {stride} + lane];");
        });
        return network.Kernels.Launch(kernel.Name, "The row of each token.", operands, body, threads, ElementKernel.Groups(length, threads));
    }

    /// <summary>
    /// dw[k] = Σ dy[t] over x[t] = k. All rows become zero first. Then the first of the places in the batch that hold a token adds up what all of them give, in their order,
    /// a thread for each value.
    /// </summary>
    public static IReadOnlyList<KernelLaunch> WeightGradient(IlgpuNetwork network, IlgpuProgram program, EmbeddingGradientKernel kernel)
    {
        int length = program[kernel.Gradient].SampleLength, stride = program[kernel.Gradient].PixelStride, threads = network.Target.Threads;
        int steps = kernel.Embedding.Steps, all = network.LayoutOf(kernel.Weight).PackedLength;
        KernelOperands cleared = new();
        cleared.Floats("dw", network.Gradients(kernel.Weight));
        SourceWriter clear = new();
        clear.Line($"int i = Grid.IdxX * {CSharpLiteral.Of(threads)} + Group.IdxX;");
        clear.Line($"if (i < {CSharpLiteral.Of(all)})");
        clear.Line("    dw[i] = 0f;");

        KernelOperands operands = new();
        operands.Floats("tokens", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("dw", network.Gradients(kernel.Weight)).Int("count", "count");
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [], () =>
        {
            ExactDivision.Split(body, "i", stride, length, "step", "lane");
            body.Line($"int place = Grid.IdxY * {steps} + step;");
            body.Line($"int end = count * {steps};");
            body.Line("float token = tokens[place];");
            body.Line($"bool isFirst = token != {CSharpLiteral.Of((float)kernel.Embedding.PaddingIndex)};");
            body.Line("for (int before = place - 1; isFirst & before >= 0; before--)");
            body.Line("    isFirst = tokens[before] != token;");
            using (body.Block("if (isFirst)"))
            {
                body.Line("float sum = 0f;");
                using (body.Block("for (int at = place; at < end; at++)"))
                {
                    body.Line("if (tokens[at] == token)");
                    body.Line($"    sum += dy[(long)at * {stride} + lane];");
                }

                body.Line($"dw[(long)(int)token * {stride} + lane] = sum;");
            }
        });
        return
        [
            network.Kernels.Launch(kernel.Name + "Zero", "No token gives a row anything yet.", cleared, clear, threads, (CSharpLiteral.Of(ExactDivision.Groups(all, threads)), "1", "1")),
            network.Kernels.Launch(kernel.Name, "The gradients of the rows in use.", operands, body, threads, ElementKernel.Groups(length, threads)),
        ];
    }

    /// <summary>A thread for each value.</summary>
    public static KernelLaunch Zero(IlgpuNetwork network, IlgpuProgram program, ZeroKernel kernel)
    {
        int length = program[kernel.Target].SampleLength, threads = network.Target.Threads;
        KernelOperands operands = new();
        operands.Floats("dx", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, [("float", "dx", "dxs", length)], () => body.Line("dxs[i] = 0f;"));
        return network.Kernels.Launch(kernel.Name, "Tokens have no gradient.", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
