using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints the loss of directions together with its gradient: a group for each sample, whose threads share the values of a vector or the
/// pixels of an image and add up in a tree.
/// </summary>
internal sealed class CosineLossPrinter(IlgpuNetwork network, TensorBuffer scores, string name)
{
    public KernelLaunch Print(KernelOperands operands)
    {
        int channels = scores.Channels, pixels = scores.Pixels;
        int threads = network.Target.ReductionThreads(pixels == 1 ? channels : pixels);
        SourceWriter body = new();
        LossPrinter.PrintSampleViews(body, scores.SampleLength);
        body.Line($"ArrayView<float> ts = targets.SubView((long)Grid.IdxX * {pixels * channels});");
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
        if (pixels == 1)
        {
            PrintSums(body, LossPrinter.LoopHeader(channels, threads), "c", "c");
            foreach (string sum in new[] { "products", "squares", "wanted" })
            {
                GroupReduction.Print(body, "shared", sum, threads);
                body.Line($"{sum} = shared[0];");
                body.Line("Group.Barrier();");
            }

            PrintCosine(body);
            using (body.Block("if (Group.IdxX == 0)"))
                body.Line("losses[Grid.IdxX] = 1f - cosine;");
            PrintGradient(body, LossPrinter.LoopHeader(scores.PixelStride, threads), "c", "c");
        }
        else
        {
            body.Line("float loss = 0f;");
            using (body.Block($"for (int pixel = Group.IdxX; pixel < {pixels}; pixel += {threads})"))
            {
                body.Line($"int row = pixel * {scores.PixelStride};");
                body.Line($"int wantedRow = pixel * {channels};");
                PrintSums(body, $"for (int c = 0; c < {channels}; c++)", "row + c", "wantedRow + c");
                PrintCosine(body);
                body.Line("loss += 1f - cosine;");
                PrintGradient(body, $"for (int c = 0; c < {scores.PixelStride}; c++)", "row + c", "wantedRow + c");
            }

            GroupReduction.Print(body, "shared", "loss", threads);
            using (body.Block("if (Group.IdxX == 0)"))
                body.Line($"losses[Grid.IdxX] = shared[0] * {CSharpLiteral.Of(1f / pixels)};");
        }

        return network.Kernels.Launch(name, "CosineSimilarity of each sample, and the gradient of what the network gives.", operands, body, threads, ("count", "1", "1"));
    }

    private static void PrintSums(SourceWriter body, string loop, string place, string wantedPlace)
    {
        body.Line("float products = 0f, squares = 0f, wanted = 0f;");
        using (body.Block(loop))
        {
            body.Line($"float y = xs[{place}], t = ts[{wantedPlace}];");
            body.Line("products += y * t;");
            body.Line("squares += y * y;");
            body.Line("wanted += t * t;");
        }
    }

    /// <summary>A vector of zeros has no direction: its cosine and its gradient are 0.</summary>
    private void PrintCosine(SourceWriter body)
    {
        string scale = scores.Pixels == 1 ? "lossScale" : "lossScale * " + CSharpLiteral.Of(1f / scores.Pixels);
        body.Line("float length = MathF.Sqrt(squares), wantedLength = MathF.Sqrt(wanted);");
        body.Line("bool hasDirection = length != 0f & wantedLength != 0f;");
        body.Line("float cosine = hasDirection ? products / length / wantedLength : 0f;");
        body.Line($"float ofRow = hasDirection ? {scale} * cosine / length / length : 0f;");
        body.Line($"float ofWanted = hasDirection ? {scale} / length / wantedLength : 0f;");
    }

    private void PrintGradient(SourceWriter body, string loop, string place, string wantedPlace)
    {
        using (body.Block(loop))
        {
            body.Line("float gradient = 0f;");
            using (scores.PixelStride > scores.Channels ? body.Block($"if (c < {scores.Channels})") : body.Indent(0))
                body.Line($"gradient = xs[{place}] * ofRow - ts[{wantedPlace}] * ofWanted;");
            body.Line($"dxs[{place}] = gradient;");
        }
    }
}
