using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints the losses that compare the samples of a batch, a group for each sample, in kernels that follow one another: all distances; for triplets what
/// the losses of each anchor change with them; and the gradient of each embedding. What they leave for each other lies in the memory for pairs: the distances, the slopes, what
/// each anchor counts in the mean, and for semi-hard triplets the negative of each pair.
/// </summary>
internal sealed class EmbeddingLossPrinter(IlgpuNetwork network, TensorBuffer embeddings, string name, EmbeddingLossOperation loss, EmbeddingMemory memory)
{
    /// <summary>The most threads that share the samples of a batch, whose number is known at run time.</summary>
    private const int MostThreads = 128;

    private int Threads => network.Target.ReductionThreads(MostThreads);

    private string EachSample => $"for (int j = Group.IdxX; j < count; j += {Threads})";

    private string Margin => CSharpLiteral.Of(loss.Margin);

    public IReadOnlyList<KernelLaunch> Print() => loss.Mining switch
    {
        null => [Distances(), PairGradient()],
        "BatchHard" => [Distances(), Hardest(), TripletGradient()],
        "BatchAll" => [Distances(), All(), TripletGradient()],
        "SemiHard" => [Distances(), Choices(), SemiHard(), TripletGradient()],
        _ => throw new InvalidOperationException($"{loss.Mining} has no kernel."),
    };

    private KernelLaunch Distances()
    {
        SourceWriter body = new();
        body.Line($"ArrayView<float> own = x.SubView((long)Grid.IdxX * {embeddings.PixelStride});");
        body.Line("ArrayView<float> distances = pairs.SubView((long)Grid.IdxX * count);");
        using (body.Block(EachSample))
        {
            body.Line($"ArrayView<float> other = x.SubView((long)j * {embeddings.PixelStride});");
            body.Line("float sum = 0f;");
            using (body.Block($"for (int c = 0; c < {embeddings.Channels}; c++)"))
            {
                body.Line("float difference = own[c] - other[c];");
                body.Line("sum += difference * difference;");
            }

            body.Line("distances[j] = MathF.Sqrt(sum);");
        }

        return Launch("Distances", "The distances of each embedding from all others.", new KernelOperands().Floats("x", memory.Embeddings), body);
    }

    /// <summary>The farthest positive and the nearest negative, which every thread finds for itself.</summary>
    private KernelLaunch Hardest()
    {
        SourceWriter body = new();
        PrintAnchor(body);
        body.Line("int positive = -1, negative = -1;");
        using (body.Block("for (int k = 0; k < count; k++)"))
        {
            body.Line("float distance = distances[k];");
            using (body.Block("if (k != anchor && labels[k] == label)"))
                body.Line("positive = positive < 0 || distance > distances[positive] || float.IsNaN(distance) ? k : positive;");
            using (body.Block("if (labels[k] != label)"))
                body.Line("negative = negative < 0 || distance < distances[negative] || float.IsNaN(distance) ? k : negative;");
        }

        body.Line("bool exists = positive >= 0 & negative >= 0;");
        body.Line($"float loss = exists ? distances[positive] - distances[negative] + {Margin} : 0f;");
        body.Line("bool isActive = exists & !(loss <= 0f);");
        using (body.Block(EachSample))
            body.Line("slopes[j] = isActive ? (j == positive ? 1f : 0f) - (j == negative ? 1f : 0f) : 0f;");
        using (body.Block("if (Group.IdxX == 0)"))
        {
            body.Line("losses[anchor] = isActive ? loss : 0f;");
            body.Line("counts[anchor] = exists ? 1f : 0f;");
        }

        return Launch("Triplets", "The hardest triplet of each anchor.", AnchorOperands(), body);
    }

    private KernelLaunch All()
    {
        SourceWriter body = new();
        PrintAnchor(body);
        body.Line("float loss = 0f, counted = 0f;");
        using (body.Block(EachSample))
        {
            body.Line("bool isPositive = labels[j] == label;");
            body.Line("float active = 0f;");
            using (body.Block("for (int k = 0; k < count; k++)"))
            {
                using (body.Block("if (j != anchor & k != anchor & labels[k] == label != isPositive)"))
                {
                    body.Line($"float missing = (isPositive ? distances[j] - distances[k] : distances[k] - distances[j]) + {Margin};");
                    body.Line("bool isActive = !(missing <= 0f);");
                    body.Line("active += isActive ? 1f : 0f;");
                    body.Line("loss += isPositive & isActive ? missing : 0f;");
                }
            }

            body.Line("counted += isPositive ? active : 0f;");
            body.Line("slopes[j] = isPositive ? active : -active;");
        }

        PrintSums(body);
        return Launch("Triplets", "All triplets of each anchor.", AnchorOperands(), body);
    }

    /// <summary>For each positive the nearest negative behind it, else the farthest one; −1 where there is none.</summary>
    private KernelLaunch Choices()
    {
        SourceWriter body = new();
        PrintAnchor(body);
        using (body.Block(EachSample))
        {
            body.Line("int behind = -1, farthest = -1;");
            using (body.Block("for (int k = 0; k < count; k++)"))
            {
                using (body.Block("if (labels[k] != label)"))
                {
                    body.Line("float distance = distances[k];");
                    body.Line("behind = distance > distances[j] && (behind < 0 || distance < distances[behind]) ? k : behind;");
                    body.Line("farthest = farthest < 0 || distance > distances[farthest] || float.IsNaN(distance) ? k : farthest;");
                }
            }

            body.Line("choices[j] = j == anchor | labels[j] != label ? -1f : behind >= 0 ? behind : farthest;");
        }

        return Launch("Choices", "The negative of each pair.", AnchorOperands(), body);
    }

    private KernelLaunch SemiHard()
    {
        SourceWriter body = new();
        PrintAnchor(body);
        body.Line("float loss = 0f, counted = 0f;");
        using (body.Block(EachSample))
        {
            body.Line("float slope = 0f;");
            using (body.Block("for (int positive = 0; positive < count; positive++)"))
            {
                body.Line("int negative = (int)choices[positive];");
                using (body.Block("if (negative >= 0 & (j == positive | j == negative))"))
                {
                    body.Line($"float missing = distances[positive] - distances[negative] + {Margin};");
                    body.Line("float active = missing <= 0f ? 0f : 1f;");
                    body.Line("slope += j == positive ? active : -active;");
                    body.Line("loss += j == positive & active > 0f ? missing : 0f;");
                    body.Line("counted += j == positive ? 1f : 0f;");
                }
            }

            body.Line("slopes[j] = slope;");
        }

        PrintSums(body);
        return Launch("Triplets", "The semi-hard triplets of each anchor.", AnchorOperands(), body);
    }

    /// <summary>The derivative of a distance d(i, j) by xᵢ is (xᵢ − xⱼ) / d, and 0 where both lie in the same place.</summary>
    private KernelLaunch TripletGradient()
    {
        SourceWriter body = new();
        body.Line("int i = Grid.IdxX;");
        body.Line("ArrayView<float> slopes = pairs.SubView((long)count * count);");
        body.Line("ArrayView<float> counts = pairs.SubView(2L * count * count);");
        body.Line("float counted = 0f;");
        body.Line("for (int k = 0; k < count; k++)");
        using (body.Indent())
            body.Line("counted += counts[k];");
        body.Line("float factor = counted == 0f ? 0f : count / counted;");
        using (body.Block("if (Group.IdxX == 0)"))
            body.Line("losses[i] *= factor;");
        PrintGradient(body, "lossScale * factor", () =>
        {
            body.Line("float slope = slopes[(long)i * count + j] + slopes[(long)j * count + i];");
            body.Line("slope = distance == 0f ? 0f : slope == 0f ? 0f : slope / distance;");
        });
        return Launch("", "The gradient of each embedding, and the loss of each anchor.", GradientOperands(), body);
    }

    private KernelLaunch PairGradient()
    {
        SourceWriter body = new();
        body.Line("int i = Grid.IdxX;");
        body.Line("float others = count > 1 ? count - 1 : 1;");
        using (body.Block("if (Group.IdxX == 0)"))
        {
            body.Line("float loss = 0f;");
            using (body.Block("for (int j = 0; j < count; j++)"))
            {
                body.Line("float distance = pairs[(long)i * count + j];");
                body.Line($"float missing = labels[j] == labels[i] ? distance : {Margin} - distance;");
                body.Line("loss += missing <= 0f ? 0f : 0.5f * missing * missing;");
            }

            body.Line("losses[i] = loss / others;");
        }

        PrintGradient(body, "2f * lossScale / others", () =>
        {
            body.Line($"float missing = {Margin} - distance;");
            body.Line("float slope = labels[j] == labels[i] ? 1f : missing <= 0f ? 0f : distance == 0f ? 0f : -missing / distance;");
        });
        return Launch("", "The loss of the pairs of each sample, and the gradient of its embedding.", GradientOperands().Ints("labels", memory.Labels), body);
    }

    /// <param name="body">Where <c>i</c> is the sample.</param>
    /// <param name="factor">Factor of the sum over the others.</param>
    /// <param name="printSlope">Prints <c>slope</c>, the factor of xᵢ − xⱼ, of <c>distance</c>.</param>
    private void PrintGradient(SourceWriter body, string factor, Action printSlope)
    {
        int stride = embeddings.PixelStride;
        using (body.Block($"for (int c = Group.IdxX; c < {stride}; c += {Threads})"))
        {
            body.Line("float gradient = 0f;");
            using (stride > embeddings.Channels ? body.Block($"if (c < {embeddings.Channels})") : body.Indent(0))
            {
                using (body.Block("for (int j = 0; j < count; j++)"))
                {
                    body.Line("float distance = pairs[(long)i * count + j];");
                    printSlope();
                    body.Line($"gradient += slope * (x[(long)i * {stride} + c] - x[(long)j * {stride} + c]);");
                }
            }

            body.Line($"dx[(long)i * {stride} + c] = gradient * ({factor});");
        }
    }

    private void PrintAnchor(SourceWriter body)
    {
        body.Line("int anchor = Grid.IdxX;");
        body.Line("int label = labels[anchor];");
        body.Line("ArrayView<float> distances = pairs.SubView((long)anchor * count);");
        body.Line("ArrayView<float> slopes = pairs.SubView(((long)count + anchor) * count);");
        body.Line("ArrayView<float> counts = pairs.SubView(2L * count * count);");
        if (loss.Mining == "SemiHard")
            body.Line("ArrayView<float> choices = pairs.SubView((2L * count + 1 + anchor) * count);");
    }

    /// <summary>The loss of the anchor, not yet divided, and what it counts in the mean.</summary>
    private void PrintSums(SourceWriter body)
    {
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({Threads});");
        foreach ((string sum, string target) in new[] { ("loss", "losses"), ("counted", "counts") })
        {
            GroupReduction.Print(body, "shared", sum, Threads);
            using (body.Block("if (Group.IdxX == 0)"))
                body.Line($"{target}[anchor] = shared[0];");
            body.Line("Group.Barrier();");
        }
    }

    private KernelOperands AnchorOperands() => new KernelOperands().Ints("labels", memory.Labels).Floats("losses", memory.Losses);

    private KernelOperands GradientOperands() =>
        new KernelOperands().Floats("x", memory.Embeddings).Floats("dx", memory.Gradient).Floats("losses", memory.Losses).Add("float", "lossScale", memory.Scale);

    private KernelLaunch Launch(string part, string summary, KernelOperands operands, SourceWriter body) =>
        network.Kernels.Launch(name + part, summary, operands.Floats("pairs", "memory.Pairs").Int("count", "count"), body, Threads, ("count", "1", "1"));
}

/// <summary>Where a loss over embeddings finds what it reads and writes.</summary>
internal sealed record EmbeddingMemory(string Embeddings, string Gradient, string Labels, string Losses, string Scale);
