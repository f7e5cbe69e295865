using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints sums over pixels of all samples (gradients of biases) and over the parts that other kernels made.</summary>
internal static class SumPrinter
{
    /// <summary>
    /// Sums of every channel: a group takes a part of the pixels, its threads stand side by side on the channels and on a
    /// few pixels at a time, and add up what they found in a tree.
    /// </summary>
    /// <param name="target">Where the sums of the first part go.</param>
    /// <param name="stride">Floats from one part's sums to the next's.</param>
    public static KernelLaunch Channels(IlgpuNetwork network, string name, string values, TensorBuffer buffer, string target, int parts, int stride)
    {
        KernelOperands operands = new();
        operands.Floats("dy", values).Floats("db", target).Int("count", "count");
        return Channels(network, name, "db = Σ dy over a part of the pixels.", operands, "db", at => $"dy[{at}]", buffer, parts, stride);
    }

    /// <summary>The same of terms that are made of several operands.</summary>
    /// <param name="operands">What the terms are made of, where the sums go, and the count of samples.</param>
    /// <param name="sums">The operand where they go.</param>
    /// <param name="term">A term, by its index in the operands.</param>
    public static KernelLaunch Channels(
        IlgpuNetwork network, string name, string summary, KernelOperands operands, string sums, Func<string, string> term, TensorBuffer buffer, int parts, int stride)
    {
        int channels = buffer.PixelStride;
        int pixels = buffer.Pixels;
        // Threads beside each other read channels beside each other.
        int wide = network.Target.IsSmall ? 1 : 128;
        int columns = LargestPowerOfTwo(channels, wide);
        int lanes = Math.Max(1, wide / columns);
        int threads = columns * lanes;

        SourceWriter body = new();
        body.Line($"int column = Group.IdxX & {columns - 1};");
        if (lanes > 1)
            body.Line($"int lane = Group.IdxX >> {ExactDivision.Log2(columns)};");
        body.Line($"int channel = Grid.IdxX * {columns} + column;");
        body.Line($"int pixels = {(pixels == 1 ? "count" : $"count * {pixels}")};");
        body.Line($"int length = {ExactDivision.Quotient($"(pixels + {parts - 1})", parts, int.MaxValue)};");
        body.Line("int first = Grid.IdxY * length;");
        body.Line("int end = Math.Min(pixels, first + length);");
        body.Line("float sum = 0f;");
        using (body.Block(lanes == 1 ? "for (int pixel = first; pixel < end; pixel++)" : $"for (int pixel = first + lane; pixel < end; pixel += {lanes})"))
            body.Line($"sum += {term($"(long)pixel * {channels} + channel")};");
        if (lanes > 1)
        {
            body.Line($"ArrayView<float> sums = SharedMemory.Allocate<float>({threads});");
            GroupReduction.Print(body, "sums", "sum", threads, columns);
        }

        using (lanes > 1 ? body.Block("if (lane == 0)") : body.Indent(0))
            body.Line($"{sums}[{(parts == 1 ? "" : $"Grid.IdxY * {stride} + ")}channel] = {(lanes > 1 ? "sums[column]" : "sum")};");
        return network.Kernels.Launch(
            name, summary, operands, body, threads,
            (CSharpLiteral.Of(channels / columns), CSharpLiteral.Of(parts), "1"));
    }

    /// <summary>Adds the parts in their order: a thread for each value.</summary>
    public static KernelLaunch Parts(IlgpuNetwork network, string name, string scratch, string target, int length, int parts)
    {
        int threads = network.Target.Threads;
        KernelOperands operands = new();
        operands.Floats("parts", scratch).Floats("sum", target);
        SourceWriter body = new();
        body.Line($"int i = Grid.IdxX * {threads} + Group.IdxX;");
        using (length % threads == 0 ? body.Indent(0) : body.Block($"if (i < {length})"))
        {
            body.Line("float total = 0f;");
            using (body.Block($"for (int part = 0; part < {parts}; part++)"))
                body.Line($"total += parts[part * {length} + i];");
            body.Line("sum[i] = total;");
        }

        return network.Kernels.Launch(
            name, "Adds the parts of a sum in their order.", operands, body, threads, (CSharpLiteral.Of(ExactDivision.Groups(length, threads)), "1", "1"));
    }

    private static int LargestPowerOfTwo(int value, int limit)
    {
        int power = 1;
        while (power * 2 <= limit && value % (power * 2) == 0)
            power *= 2;
        return power;
    }
}
