using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Draws the initial weights. Each value depends on the seed, the tensor's index and its place in the logical tensor
/// alone, so packing, threads and the order of tensors in memory change nothing.
/// </summary>
internal static class WeightInitialization
{
    private const double UnitsPerWord = 1.0 / (1L << 32);

    /// <summary>Fills all tensors of a zeroed buffer; what pads them stays zero.</summary>
    public static void Fill(NetworkArchitecture architecture, int seed, Span<float> values)
    {
        for (int index = 0; index < architecture.Parameters.Count; index++)
        {
            ParameterTensor tensor = architecture.Parameters[index];
            float[] logical = new float[tensor.Layout.Count];
            Draw(tensor, seed, index, logical);
            tensor.Layout.Pack(logical, values.Slice(tensor.Offset, tensor.Layout.PackedLength));
        }
    }

    private static void Draw(ParameterTensor tensor, int seed, int tensorIndex, Span<float> logical)
    {
        double fanIn = Math.Max(1, tensor.FanIn), fanSum = Math.Max(1, (double)tensor.FanIn + tensor.FanOut);
        switch (tensor.Initializer)
        {
            case Initializer.Zeros:
                logical.Clear();
                break;
            case Initializer.Ones:
                logical.Fill(1);
                break;
            case Initializer.HeUniform:
                DrawUniform(Math.Sqrt(6 / fanIn), seed, tensorIndex, logical);
                break;
            case Initializer.HeNormal:
                DrawNormal(Math.Sqrt(2 / fanIn), seed, tensorIndex, logical);
                break;
            case Initializer.GlorotUniform:
                DrawUniform(Math.Sqrt(6 / fanSum), seed, tensorIndex, logical);
                break;
            case Initializer.GlorotNormal:
                DrawNormal(Math.Sqrt(2 / fanSum), seed, tensorIndex, logical);
                break;
            default:
                throw new ArgumentException($"{tensor.Name} has the initializer {tensor.Initializer}, which can't be drawn: the generator replaces {nameof(Initializer.Auto)} by one that can.");
        }
    }

    /// <summary>Value i takes word i mod 4 of block i / 4.</summary>
    private static void DrawUniform(double limit, int seed, int tensorIndex, Span<float> logical)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Weights);
        for (int start = 0; start < logical.Length; start += 4)
        {
            RandomWords words = Philox.Generate(key, (ulong)start / 4, (ulong)tensorIndex);
            for (int i = start; i < Math.Min(start + 4, logical.Length); i++)
                logical[i] = (float)(limit * (2 * Fraction(words[i]) - 1));
        }
    }

    /// <summary>Values 2i and 2i + 1 are the pair that Box and Muller's method makes of the first two words of block i.</summary>
    private static void DrawNormal(double deviation, int seed, int tensorIndex, Span<float> logical)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Weights);
        for (int start = 0; start < logical.Length; start += 2)
        {
            RandomWords words = Philox.Generate(key, (ulong)start / 2, (ulong)tensorIndex);
            double radius = deviation * Math.Sqrt(-2 * PortableMath.Log(Fraction(words.Word0)));
            (double sine, double cosine) = PortableMath.SinCosOfTurns(Fraction(words.Word1));
            logical[start] = (float)(radius * cosine);
            if (start + 1 < logical.Length)
                logical[start + 1] = (float)(radius * sine);
        }
    }

    /// <summary>A fraction strictly between 0 and 1.</summary>
    private static double Fraction(uint word) => (word + 0.5) * UnitsPerWord;
}
