using System.Text;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Draws the initial weights. Each value depends on the seed, the tensor's name and its place in the logical tensor alone, so
/// a layer that is added, removed or frozen redraws no other, and packing, threads and the order of tensors change nothing.
/// </summary>
internal static class WeightInitialization
{
    private const double UnitsPerWord = 1.0 / (1L << 32);

    /// <summary>Fills all tensors of a zeroed buffer; what pads them stays zero.</summary>
    public static void Fill(NetworkArchitecture architecture, int seed, Span<float> values)
    {
        foreach (ParameterTensor tensor in architecture.Parameters)
        {
            float[] logical = new float[tensor.Layout.Count];
            Draw(tensor, seed, logical);
            ClearPadding(architecture, tensor, logical);
            tensor.Layout.Pack(logical, values.Slice(tensor.Offset, tensor.Layout.PackedLength));
        }
    }

    /// <summary>Makes the row of an embedding zero that stands for no token.</summary>
    public static void ClearPadding(NetworkArchitecture architecture, ParameterTensor tensor, Span<float> logical)
    {
        if (architecture.Layers[tensor.Layer].Operation is OperationInfo.Embedding { PaddingIndex: int row })
            logical.Slice(row * tensor.Shape[1], tensor.Shape[1]).Clear();
    }

    private static void Draw(ParameterTensor tensor, int seed, Span<float> logical)
    {
        ulong stream = StreamOf(tensor.Name);
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
                DrawUniform(Math.Sqrt(6 / fanIn), seed, stream, logical);
                break;
            case Initializer.HeNormal:
                DrawNormal(Math.Sqrt(2 / fanIn), seed, stream, logical);
                break;
            case Initializer.GlorotUniform:
                DrawUniform(Math.Sqrt(6 / fanSum), seed, stream, logical);
                break;
            case Initializer.GlorotNormal:
                DrawNormal(Math.Sqrt(2 / fanSum), seed, stream, logical);
                break;
            case Initializer.LeCunUniform:
                DrawUniform(Math.Sqrt(3 / fanIn), seed, stream, logical);
                break;
            case Initializer.LeCunNormal:
                DrawNormal(Math.Sqrt(1 / fanIn), seed, stream, logical);
                break;
            case Initializer.TruncatedNormal:
                DrawTruncatedNormal(tensor.InitializerArgument, seed, stream, logical);
                break;
            case Initializer.Orthogonal:
                DrawNormal(1, seed, stream, logical);
                OrthogonalMatrix.Orthonormalize(logical, tensor.Shape[0]);
                break;
            case Initializer.Constant:
                logical.Fill(tensor.InitializerArgument);
                break;
            case Initializer.ForgetGate:
                logical.Clear();
                logical[(logical.Length / 4)..(logical.Length / 2)].Fill(1);
                break;
            case Initializer.Sinusoidal:
                FillSinusoids(tensor.InitializerArgument, tensor.Shape[0], logical);
                break;
            default:
                throw new ArgumentException($"{tensor.Name} has the initializer {tensor.Initializer}, which can't be drawn: the generator replaces {nameof(Initializer.Auto)} by one that can.");
        }
    }

    /// <summary>Value i takes word i mod 4 of block i / 4.</summary>
    private static void DrawUniform(double limit, int seed, ulong stream, Span<float> logical)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Weights);
        for (int start = 0; start < logical.Length; start += 4)
        {
            RandomWords words = Philox.Generate(key, (ulong)start / 4, stream);
            for (int i = start; i < Math.Min(start + 4, logical.Length); i++)
                logical[i] = (float)(limit * (2 * Fraction(words[i]) - 1));
        }
    }

    /// <summary>Values 2i and 2i + 1 are the pair that Box and Muller's method makes of the first two words of block i.</summary>
    private static void DrawNormal(double deviation, int seed, ulong stream, Span<float> logical)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Weights);
        for (int start = 0; start < logical.Length; start += 2)
        {
            (double first, double second) = NormalPair(Philox.Generate(key, (ulong)start / 2, stream), deviation);
            logical[start] = (float)first;
            if (start + 1 < logical.Length)
                logical[start + 1] = (float)second;
        }
    }

    /// <summary>Value i is the first number of those pairs that is near enough, of blocks i, i + 2³², i + 2·2³², …</summary>
    private static void DrawTruncatedNormal(double deviation, int seed, ulong stream, Span<float> logical)
    {
        ulong key = Philox.Key(seed, RandomPurpose.Weights);
        double limit = 2 * deviation;
        for (int i = 0; i < logical.Length; i++)
        {
            double value = double.PositiveInfinity;
            for (ulong attempt = 0; Math.Abs(value) > limit; attempt++)
            {
                (double first, double second) = NormalPair(Philox.Generate(key, attempt << 32 | (uint)i, stream), deviation);
                value = Math.Abs(first) <= limit ? first : second;
            }

            logical[i] = (float)value;
        }
    }

    /// <summary>Rows of sines and cosines; two columns beside each other share a wavelength.</summary>
    private static void FillSinusoids(double longest, int rows, Span<float> logical)
    {
        int columns = logical.Length / rows;
        for (int column = 0; column < columns; column++)
        {
            double turns = PortableMath.Exp(-PortableMath.Log(longest) * (column - column % 2) / columns) / (2 * Math.PI);
            for (int row = 0; row < rows; row++)
            {
                (double sine, double cosine) = PortableMath.SinCosOfTurns(row * turns);
                logical[row * columns + column] = (float)(column % 2 == 0 ? sine : cosine);
            }
        }
    }

    /// <summary>What Box and Muller's method makes of the first two words.</summary>
    internal static (double First, double Second) NormalPair(RandomWords words, double deviation)
    {
        double radius = deviation * Math.Sqrt(-2 * PortableMath.Log(Fraction(words.Word0)));
        (double sine, double cosine) = PortableMath.SinCosOfTurns(Fraction(words.Word1));
        return (radius * cosine, radius * sine);
    }

    /// <summary>
    /// The upper half of the counter of all draws for one name: its bytes in UTF-8, hashed by FNV-1a. .NET's own hash of a string
    /// is another in every process.
    /// </summary>
    internal static ulong StreamOf(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ value) * 0x100000001B3);
        return hash;
    }

    /// <summary>A fraction strictly between 0 and 1.</summary>
    internal static double Fraction(uint word) => (word + 0.5) * UnitsPerWord;
}
