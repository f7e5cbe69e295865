using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints the loss of regions together with the gradient of the scores: a group for each sample, whose threads share the pixels and add up
/// in a tree. Each thread reads again only what it has written itself.
/// </summary>
internal sealed class DiceLossPrinter(IlgpuNetwork network, TensorBuffer scores, string name)
{
    /// <summary>Behind a Sigmoid.</summary>
    public KernelLaunch Print(DiceOperation loss, KernelOperands operands)
    {
        // A vector has one sum over its channels, an image one for each channel over its pixels.
        bool isVector = scores.Pixels == 1;
        int channels = scores.Channels, stride = scores.PixelStride, parts = isVector ? 1 : channels, length = isVector ? channels : scores.Pixels;
        (string place, string wanted) = isVector ? ("i", "i") : ($"i * {stride} + part", $"i * {channels} + part");
        int threads = network.Target.ReductionThreads(length);
        string loop = $"for (int i = Group.IdxX; i < {length}; i += {threads})";
        SourceWriter body = new();
        PrintViews(body, threads);
        body.Line($"ArrayView<float> ts = targets.SubView((long)Grid.IdxX * {scores.Pixels * channels});");
        body.Line("float loss = 0f;");
        using (body.Block($"for (int part = 0; part < {parts}; part++)"))
        {
            body.Line("float overlap = 0f, size = 0f;");
            using (body.Block(loop))
            {
                body.Line($"float probability = 1f / (1f + MathF.Exp(-xs[{place}]));");
                body.Line($"float target = ts[{wanted}];");
                body.Line("overlap += probability * target;");
                body.Line("size += probability + target;");
                body.Line($"dxs[{place}] = probability;");
            }

            PrintShare(body, loss.Smooth, threads);
            body.Line("loss += 1f - share;");
            body.Line($"float factor = lossScale * {CSharpLiteral.Of(1f / parts)} / size;");
            using (body.Block(loop))
            {
                body.Line($"float probability = dxs[{place}];");
                body.Line($"dxs[{place}] = factor * (share - 2f * ts[{wanted}]) * probability * (1f - probability);");
            }
        }

        if (stride > channels)
        {
            using (body.Block($"for (int c = Group.IdxX; c < {scores.SampleLength}; c += {threads})"))
            {
                body.Line($"if (c % {stride} >= {channels})");
                using (body.Indent())
                    body.Line("dxs[c] = 0f;");
            }
        }

        return Launch(body, operands, parts, threads);
    }

    /// <summary>With softmax and a label for each pixel.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="operands">What the kernel reads and writes.</param>
    /// <param name="countsHits">Whether it counts the pixels that are right.</param>
    public KernelLaunch Print(PixelDiceOperation loss, KernelOperands operands, bool countsHits)
    {
        int classes = scores.Channels, stride = scores.PixelStride, threads = network.Target.ReductionThreads(scores.Pixels);
        string loop = $"for (int pixel = Group.IdxX; pixel < {scores.Pixels}; pixel += {threads})";
        bool ignores = loss.IgnoredLabel != PixelCrossEntropyOperation.NoLabel;
        string counts = "map[pixel] != " + CSharpLiteral.Of(loss.IgnoredLabel), andCounts = ignores ? " & " + counts : "";
        SourceWriter body = new();
        PrintViews(body, threads);
        body.Line($"ArrayView<int> map = labels.SubView((long)Grid.IdxX * {scores.Pixels});");
        body.Line($"ArrayView<float> shares = SharedMemory.Allocate<float>({classes});");
        body.Line($"ArrayView<float> factors = SharedMemory.Allocate<float>({classes});");
        if (countsHits)
        {
            body.Line($"ArrayView<int> counts = SharedMemory.Allocate<int>({threads});");
            body.Line("int right = 0;");
        }

        using (body.Block(loop))
        {
            body.Line($"int row = pixel * {stride};");
            body.Line("float largest = float.NegativeInfinity, sum = 0f;");
            body.Line("int best = 0;");
            using (Classes(body, classes))
            {
                body.Line("bool wins = xs[row + c] > largest;");
                body.Line("largest = wins ? xs[row + c] : largest;");
                body.Line("best = wins ? c : best;");
            }

            using (Classes(body, classes))
                body.Line("sum += MathF.Exp(xs[row + c] - largest);");
            // A row with not-a-number has no largest score, and counts as wrong.
            if (countsHits)
                body.Line($"right += best == map[pixel] & !float.IsNaN(sum){andCounts} ? 1 : 0;");
            using (Classes(body, stride))
                body.Line($"dxs[row + c] = {(stride > classes ? $"c >= {classes} ? 0f : " : "")}{(ignores ? $"{counts} ? MathF.Exp(xs[row + c] - largest) / sum : 0f" : "MathF.Exp(xs[row + c] - largest) / sum")};");
        }

        body.Line("float loss = 0f;");
        using (Classes(body, classes))
        {
            body.Line("float overlap = 0f, size = 0f;");
            using (body.Block(loop))
            {
                body.Line($"float probability = dxs[pixel * {stride} + c];");
                body.Line($"bool isWanted = map[pixel] == c{andCounts};");
                body.Line("overlap += isWanted ? probability : 0f;");
                body.Line("size += probability + (isWanted ? 1f : 0f);");
            }

            PrintShare(body, loss.Smooth, threads);
            body.Line("loss += 1f - share;");
            using (body.Block("if (Group.IdxX == 0)"))
            {
                body.Line("shares[c] = share;");
                body.Line($"factors[c] = lossScale * {CSharpLiteral.Of(1f / classes)} / size;");
            }
        }

        body.Line("Group.Barrier();");
        // Behind softmax: p·(d − Σ d·p).
        using (body.Block(loop))
        {
            body.Line($"int row = pixel * {stride};");
            body.Line("float mean = 0f;");
            using (Classes(body, classes))
                body.Line("mean += factors[c] * (shares[c] - (map[pixel] == c ? 2f : 0f)) * dxs[row + c];");
            using (Classes(body, classes))
                body.Line("dxs[row + c] = dxs[row + c] * (factors[c] * (shares[c] - (map[pixel] == c ? 2f : 0f)) - mean);");
        }

        if (countsHits)
        {
            GroupReduction.Print(body, "counts", "right", threads);
            using (body.Block("if (Group.IdxX == 0)"))
                body.Line("hits[Grid.IdxX] = counts[0];");
        }

        return Launch(body, operands, classes, threads);
    }

    private void PrintViews(SourceWriter body, int threads)
    {
        LossPrinter.PrintSampleViews(body, scores.SampleLength);
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
    }

    /// <summary>Makes <c>size</c> the smoothed size of both regions, and <c>share</c> that of their overlap in it.</summary>
    private static void PrintShare(SourceWriter body, float smooth, int threads)
    {
        GroupReduction.Print(body, "shared", "overlap", threads);
        body.Line("overlap = shared[0];");
        body.Line("Group.Barrier();");
        GroupReduction.Print(body, "shared", "size", threads);
        body.Line($"size = shared[0] + {CSharpLiteral.Of(smooth)};");
        body.Line("Group.Barrier();");
        body.Line($"float share = (2f * overlap + {CSharpLiteral.Of(smooth)}) / size;");
    }

    private KernelLaunch Launch(SourceWriter body, KernelOperands operands, int parts, int threads)
    {
        using (body.Block("if (Group.IdxX == 0)"))
            body.Line($"losses[Grid.IdxX] = loss * {CSharpLiteral.Of(1f / parts)};");
        return network.Kernels.Launch(name, "Dice of each sample, and the gradient of its scores.", operands, body, threads, ("count", "1", "1"));
    }

    private static SourceWriter.Scope Classes(SourceWriter body, int length) => body.Block($"for (int c = 0; c < {length}; c++)");
}
