using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints softmax and cross-entropy with a probability for each class, or the divergence from it, together with the gradient of the scores: a
/// group for each sample, whose threads share the classes and add up in a tree.
/// </summary>
internal sealed class DistributionLossPrinter(IlgpuNetwork network, TensorBuffer scores, string name, DistributionLossOperation loss)
{
    /// <summary>Weight times smoothed target of class c.</summary>
    private string Share
    {
        get
        {
            float smoothing = loss.LabelSmoothing;
            string target = smoothing > 0 ? $"(ts[c] * {CSharpLiteral.Of(1f - smoothing)} + {CSharpLiteral.Of(smoothing / scores.Channels)})" : "ts[c]";
            return loss.IsWeighted ? "classWeights[c] * " + target : target;
        }
    }

    /// <param name="operands">What the kernel reads and writes.</param>
    /// <param name="countsHits">Whether it says which samples are right.</param>
    public KernelLaunch Print(KernelOperands operands, bool countsHits)
    {
        int classes = scores.Channels, stride = scores.PixelStride;
        int threads = network.Target.ReductionThreads(classes);
        SourceWriter body = new();
        LossPrinter.PrintSampleViews(body, stride);
        body.Line($"ArrayView<float> ts = targets.SubView((long)Grid.IdxX * {classes});");
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
        body.Line($"ArrayView<int> places = SharedMemory.Allocate<int>({threads});");
        body.Line();
        if (countsHits)
        {
            LossPrinter.PrintLargest(body, "target", "ts", "most", "wanted", classes, threads);
            body.Line();
        }

        LossPrinter.PrintLargest(body, "score", "xs", "largest", "best", classes, threads);
        body.Line();
        PrintSum(body, "sum", "MathF.Exp(xs[c] - largest)", classes, threads);
        body.Line("float logSum = largest + MathF.Log(sum);");
        PrintSum(body, "weight", Share, classes, threads);
        string term = loss.IsDivergence ? "ts[c] > 0f ? ts[c] * (logSum - xs[c] + MathF.Log(ts[c])) : ts[c] * (logSum - xs[c])" : $"{Share} * (logSum - xs[c])";
        PrintSum(body, "loss", term, classes, threads);
        using (body.Block("if (Group.IdxX == 0)"))
        {
            body.Line("losses[Grid.IdxX] = loss;");
            // A row with not-a-number has no largest score, and counts as wrong.
            if (countsHits)
                body.Line("hits[Grid.IdxX] = best == wanted & !float.IsNaN(sum) ? 1 : 0;");
        }

        body.Line("float factor = weight * lossScale / sum;");
        using (body.Block(LossPrinter.LoopHeader(stride, threads)))
        {
            body.Line("float gradient = 0f;");
            using (stride > classes ? body.Block($"if (c < {classes})") : body.Indent(0))
                body.Line($"gradient = MathF.Exp(xs[c] - largest) * factor - {Share} * lossScale;");
            body.Line("dxs[c] = gradient;");
        }

        string what = loss.IsDivergence ? "The divergence of the targets from softmax" : "Softmax and cross-entropy";
        return network.Kernels.Launch(name, $"{what} of each sample, and the gradient of its scores.", operands, body, threads, ("count", "1", "1"));
    }

    /// <summary>Adds up a term of each class; all threads know the sum and may use the shared memory again.</summary>
    private static void PrintSum(SourceWriter body, string sum, string term, int classes, int threads)
    {
        body.Line($"float {sum} = 0f;");
        using (LossPrinter.Loop(body, classes, threads))
            body.Line($"{sum} += {term};");
        GroupReduction.Print(body, "shared", sum, threads);
        body.Line($"{sum} = shared[0];");
        body.Line("Group.Barrier();");
    }
}
