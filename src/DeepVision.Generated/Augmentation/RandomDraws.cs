using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated;

/// <summary>
/// The random numbers of one operation for one sample in one epoch: a sequence that these three and the seed fix, from the counter-based
/// generator <see cref="Philox"/>. No other draws change it, and it is the same on every processor.
/// </summary>
public struct RandomDraws
{
    private const double WordScale = 1.0 / (1L << 32);

    // The lower half of the counter is sample and epoch; the upper one the operation (16 bits), the part of it (16), and the block (32).
    private readonly ulong _key;
    private readonly ulong _counterLow;
    private readonly ulong _sequence;
    private uint _block;
    private RandomWords _words;
    private int _left;

    internal RandomDraws(int seed, int epoch, int sample, int operation)
        : this(Philox.Key(seed, RandomPurpose.Augmentation), (ulong)(uint)epoch << 32 | (uint)sample, (ulong)(ushort)operation << 48)
    {
    }

    private RandomDraws(ulong key, ulong counterLow, ulong sequence) => (_key, _counterLow, _sequence) = (key, counterLow, sequence);

    /// <summary>32 random bits.</summary>
    public uint NextBits()
    {
        if (_left == 0)
        {
            _words = Philox.Generate(_key, _counterLow, _sequence | _block++);
            _left = 4;
        }

        return _words[4 - _left--];
    }

    /// <summary>A number from 0 to 1, 1 not included: a multiple of 2⁻³².</summary>
    public double NextDouble() => NextBits() * WordScale;

    /// <summary>A number between two bounds; the lower one if they are equal.</summary>
    /// <param name="minimum">The lower bound.</param>
    /// <param name="maximum">The upper bound.</param>
    public double NextDouble(double minimum, double maximum) => minimum + (maximum - minimum) * NextDouble();

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">1 or more.</param>
    public int NextIndex(int count) => (int)((ulong)NextBits() * (uint)count >> 32);

    /// <summary>True with a probability.</summary>
    /// <param name="probability">0 for never to 1 for always.</param>
    public bool NextBoolean(double probability) => NextDouble() < probability;

    /// <summary>A normal number of mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        double fraction = (NextBits() + 0.5) * WordScale;
        return Math.Sqrt(-2 * PortableMath.Log(fraction)) * PortableMath.SinCosOfTurns(NextDouble()).Cosine;
    }

    /// <summary>A number from 0 to 1 of the beta distribution with two equal parameters: α / (α + α) of two gamma numbers.</summary>
    /// <param name="alpha">Above 0: below 1 mostly near 0 and 1, at 1 even, above 1 mostly near ½.</param>
    public double NextBeta(double alpha)
    {
        // By their logarithms, because for a small parameter both numbers may be smaller than any double.
        double first = NextLogarithmOfGamma(alpha), second = NextLogarithmOfGamma(alpha);
        return 1 / (1 + PortableMath.Exp(second - first));
    }

    /// <summary>Normal numbers of mean 0 and deviation 1.</summary>
    /// <param name="destination">Takes them.</param>
    public void FillNormal(Span<float> destination)
    {
        Span<float> last = stackalloc float[PhiloxLanes.Words];
        for (int i = 0; i < destination.Length; i += PhiloxLanes.Words)
        {
            PhiloxLanes.Generate(_key, _counterLow, _sequence | _block, out Vector512<uint> first, out Vector512<uint> second);
            _block += PhiloxLanes.Words / 4;
            int count = Math.Min(PhiloxLanes.Words, destination.Length - i);
            Span<float> target = count == PhiloxLanes.Words ? destination.Slice(i, count) : last;
            NormalLanes.Of(first).CopyTo(target);
            NormalLanes.Of(second).CopyTo(target[Lanes.Count..]);
            if (count < PhiloxLanes.Words)
                last[..count].CopyTo(destination[i..]);
        }

        _left = 0;
    }

    /// <summary>The draws of a part of this operation, which depend on no others of it.</summary>
    /// <param name="part">Which part, 1 or more: 0 is the operation itself.</param>
    internal readonly RandomDraws Part(int part) => new(_key, _counterLow, _sequence | (ulong)(ushort)part << 32);

    /// <summary>
    /// Marsaglia and Tsang's method ("A simple method for generating gamma variables", 2000); below 1 a number of α + 1 times u to the
    /// power of 1 / α.
    /// </summary>
    private double NextLogarithmOfGamma(double alpha)
    {
        double boost = 0;
        if (alpha < 1)
        {
            boost = PortableMath.Log((NextBits() + 0.5) * WordScale) / alpha;
            alpha++;
        }

        double d = alpha - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal(), root = 1 + c * x;
            if (root <= 0)
                continue;
            double v = root * root * root, logarithm = PortableMath.Log(v);
            if (PortableMath.Log((NextBits() + 0.5) * WordScale) < 0.5 * x * x + d * (1 - v + logarithm))
                return PortableMath.Log(d) + logarithm + boost;
        }
    }
}
