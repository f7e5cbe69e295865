using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints softmax and cross-entropy over the pixels of an image together with the gradient of the scores: a group for each sample, whose
/// threads share the pixels and add up in a tree.
/// </summary>
internal sealed class PixelLossPrinter(IlgpuNetwork network, TensorBuffer scores, string name, PixelCrossEntropyOperation loss)
{
    private bool IsWeighted => loss.IsWeighted;

    private bool IsSmooth => loss.LabelSmoothing > 0;

    /// <summary>The share of a class's loss that label smoothing gives it at every pixel.</summary>
    private string Share => (IsWeighted ? "classWeights[c] * " : "") + CSharpLiteral.Of(loss.LabelSmoothing / scores.Channels);

    /// <param name="operands">What the kernel reads and writes.</param>
    /// <param name="countsHits">Whether it counts the pixels that are right.</param>
    public KernelLaunch Print(KernelOperands operands, bool countsHits)
    {
        int threads = network.Target.ReductionThreads(scores.Pixels);
        SourceWriter body = new();
        body.Line($"ArrayView<float> xs = x.SubView((long)Grid.IdxX * {scores.SampleLength});");
        body.Line($"ArrayView<float> dxs = dx.SubView((long)Grid.IdxX * {scores.SampleLength});");
        body.Line($"ArrayView<int> map = labels.SubView((long)Grid.IdxX * {scores.Pixels});");
        if (loss.HasLengths)
            LossPrinter.PrintLength(body, scores.Pixels);
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
        body.Line("float loss = 0f;");
        if (countsHits)
        {
            body.Line($"ArrayView<int> counts = SharedMemory.Allocate<int>({threads});");
            body.Line("int right = 0;");
        }

        using (body.Block($"for (int pixel = Group.IdxX; pixel < {scores.Pixels}; pixel += {threads})"))
        {
            body.Line("int label = map[pixel];");
            body.Line($"int row = pixel * {scores.PixelStride};");
            string[] leftOut =
            [
                .. loss.HasLengths ? ["pixel >= length"] : Array.Empty<string>(),
                .. loss.IgnoredLabel != PixelCrossEntropyOperation.NoLabel ? [$"label == {CSharpLiteral.Of(loss.IgnoredLabel)}"] : Array.Empty<string>(),
            ];
            if (leftOut.Length == 0)
            {
                PrintPixel(body, countsHits);
            }
            else
            {
                using (body.Block($"if ({string.Join(" | ", leftOut)})"))
                {
                    body.Line($"for (int c = 0; c < {scores.PixelStride}; c++)");
                    using (body.Indent())
                        body.Line("dxs[row + c] = 0f;");
                }

                using (body.Block("else"))
                    PrintPixel(body, countsHits);
            }
        }

        GroupReduction.Print(body, "shared", "loss", threads);
        if (countsHits)
            GroupReduction.Print(body, "counts", "right", threads);
        using (body.Block("if (Group.IdxX == 0)"))
        {
            body.Line("losses[Grid.IdxX] = shared[0];");
            if (countsHits)
                body.Line("hits[Grid.IdxX] = counts[0];");
        }

        return network.Kernels.Launch(
            name, "Softmax and cross-entropy of the pixels of each sample, and the gradient of their scores.", operands, body, threads, ("count", "1", "1"));
    }

    private void PrintPixel(SourceWriter body, bool countsHits)
    {
        int classes = scores.Channels, stride = scores.PixelStride;
        body.Line("float largest = float.NegativeInfinity;");
        body.Line("int best = 0;");
        using (Loop(body, classes))
        {
            body.Line("float score = xs[row + c];");
            body.Line("bool wins = score > largest;");
            body.Line("largest = wins ? score : largest;");
            body.Line("best = wins ? c : best;");
        }

        body.Line("float sum = 0f;");
        using (Loop(body, classes))
            body.Line("sum += MathF.Exp(xs[row + c] - largest);");
        body.Line("float logSum = largest + MathF.Log(sum);");
        body.Line($"float labelWeight = {(IsWeighted ? "classWeights[label]" : "1f")}{(IsSmooth ? " * " + CSharpLiteral.Of(1f - loss.LabelSmoothing) : "")};");
        if (loss.Gamma > 0)
        {
            FocalText.Print(body, loss.Gamma.Value, "xs[row + label]");
            body.Line("loss += labelWeight * focus * crossEntropy;");
            body.Line("labelWeight *= slope;");
        }
        else
        {
            body.Line("loss += labelWeight * (logSum - xs[row + label]);");
        }

        if (IsSmooth)
        {
            body.Line("float shares = 0f;");
            using (Loop(body, classes))
            {
                body.Line($"float share = {Share};");
                body.Line("shares += share;");
                body.Line("loss += share * (logSum - xs[row + c]);");
            }
        }

        // A row with not-a-number has no largest score, and counts as wrong.
        if (countsHits)
            body.Line("right += best == label & !float.IsNaN(sum) ? 1 : 0;");
        body.Line($"float total = (labelWeight{(IsSmooth ? " + shares" : "")}) * lossScale / sum;");
        using (Loop(body, stride))
        {
            body.Line("float gradient = 0f;");
            using (stride > classes ? body.Block($"if (c < {classes})") : body.Indent(0))
            {
                body.Line("gradient = MathF.Exp(xs[row + c] - largest) * total;");
                body.Line("gradient -= c == label ? labelWeight * lossScale : 0f;");
                if (IsSmooth)
                    body.Line($"gradient -= {Share} * lossScale;");
            }

            body.Line("dxs[row + c] = gradient;");
        }
    }

    private static SourceWriter.Scope Loop(SourceWriter body, int length) => body.Block($"for (int c = 0; c < {length}; c++)");
}
