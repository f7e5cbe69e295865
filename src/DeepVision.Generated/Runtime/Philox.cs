namespace DeepVision.Generated.Runtime;

/// <summary>
/// The counter-based random generator Philox4x32-10 (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3",
/// SC 2011): 128 random bits as a pure function of a key and a counter. Any draw can be made anywhere, in any order
/// and on any device, which is what makes training reproducible for every number of threads.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The key of one kind of draw, so that initial weights, sample order and dropout masks share no numbers.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    public static ulong Key(int seed, RandomPurpose purpose) => (ulong)purpose << 32 | (uint)seed;

    /// <summary>The four 32-bit words that belong to a key and a 128-bit counter.</summary>
    public static RandomWords Generate(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            unchecked
            {
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }

        return new RandomWords(c0, c1, c2, c3);
    }
}

/// <summary>What random numbers are drawn for; part of the key, see <see cref="Philox.Key"/>.</summary>
public enum RandomPurpose
{
    /// <summary>Initial weights.</summary>
    Weights = 1,

    /// <summary>The order of the samples in an epoch.</summary>
    Shuffle = 2,

    /// <summary>Samples of a data set that are shuffled or parted by the user.</summary>
    Selection = 3,

    /// <summary>Initial weights by an initialiser of the user's own.</summary>
    OwnWeights = 4,

    /// <summary>Noise of gradients.</summary>
    GradientNoise = 5,

    /// <summary>How pictures are augmented.</summary>
    Augmentation = 16,

    /// <summary>
    /// Dropout masks and noise. Each layer has a key of its own: this value plus 30 bits of the hash of its name (the two halves of
    /// the 64-bit FNV-1a of its UTF-8 bytes, combined by exclusive or, without the two highest bits), so that a layer that is added or
    /// removed changes the draws of no other. All other purposes stay below it.
    /// </summary>
    Dropout = 0x40000000,
}

/// <summary>128 random bits.</summary>
/// <param name="Word0">The first 32 bits.</param>
/// <param name="Word1">The second 32 bits.</param>
/// <param name="Word2">The third 32 bits.</param>
/// <param name="Word3">The last 32 bits.</param>
public readonly record struct RandomWords(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>One of the four words.</summary>
    /// <param name="index">0 to 3; higher bits are ignored.</param>
    public uint this[int index] => (index & 3) switch { 0 => Word0, 1 => Word1, 2 => Word2, _ => Word3 };
}
