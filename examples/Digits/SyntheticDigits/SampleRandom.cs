namespace Digits.SyntheticDigits;

/// <summary>
/// Random numbers of one sample. Each sample has a generator of its own, so that the data set is the same however many
/// threads draw it. The generator is SplitMix64 (Steele, Lea and Flood 2014), which never changes with the framework.
/// </summary>
/// <remarks>
/// Here and where the pen is led, logarithm, sine and tangent are taken in double and then rounded: they come from the
/// operating system, and only their last bit, of which a float knows nothing, differs between systems.
/// </remarks>
internal struct SampleRandom(int seed, int sample)
{
    private ulong _state = Mix(((ulong)(uint)seed << 32) | (uint)sample);

    /// <summary>Uniform in [0, 1).</summary>
    public float Uniform() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform between two values.</summary>
    public float Uniform(float from, float to) => from + (to - from) * Uniform();

    /// <summary>Uniform in 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Normal with mean 0 (Box and Muller 1958), cut off at three deviations.</summary>
    public float Normal(float deviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        double value = radius * Math.Cos(2 * Math.PI * Uniform());
        return deviation * (float)Math.Clamp(value, -3, 3);
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
