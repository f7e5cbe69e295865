using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Random numbers for an initialiser of one's own: the same ones on every processor and with every version of .NET.</summary>
public sealed class WeightRandom
{
    private readonly ulong _key;
    private readonly ulong _stream;
    private ulong _block;

    internal WeightRandom(int seed, string tensor)
    {
        _key = Philox.Key(seed, RandomPurpose.OwnWeights);
        _stream = WeightInitialization.StreamOf(tensor);
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, each equally likely.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    /// <exception cref="ArgumentException">The limits are not finite, or the wrong way round.</exception>
    public float Uniform(float low, float high)
    {
        if (!float.IsFinite(low) || !float.IsFinite(high) || low > high)
            throw new ArgumentException(FormattableString.Invariant($"Uniform numbers need finite limits, the lower one first, but were asked for from {low} to {high}."));
        return (float)(low + ((double)high - low) * WeightInitialization.Fraction(Next().Word0));
    }

    /// <summary>A number of the normal distribution.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="deviation">Its standard deviation, 0 or more.</param>
    /// <exception cref="ArgumentException">The mean is not finite, or the deviation is not finite or negative.</exception>
    public float Normal(float mean = 0, float deviation = 1)
    {
        if (!float.IsFinite(mean) || !float.IsFinite(deviation) || deviation < 0)
            throw new ArgumentException(FormattableString.Invariant($"Normal numbers need a finite mean and a deviation of 0 or more, but were asked for with {mean} and {deviation}."));
        return (float)(mean + WeightInitialization.NormalPair(Next(), deviation).First);
    }

    private RandomWords Next() => Philox.Generate(_key, _block++, _stream);
}
