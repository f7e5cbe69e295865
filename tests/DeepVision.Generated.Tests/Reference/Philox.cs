using System.Text;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>
/// Philox4x32-10, written from the paper: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
/// (SC 2011), section 4.3.
/// </summary>
internal static class Philox
{
    private const ulong FirstMultiplier = 0xD2511F53;
    private const ulong SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;

    /// <summary>
    /// The key of the draws of one layer: the seed, and bit 30 set above 30 bits of the hash of the layer's name, the two halves of
    /// Fowler, Noll and Vo's FNV-1a of 64 bits in exclusive or.
    /// </summary>
    public static uint[] LayerKey(int seed, string layer)
    {
        ulong hash = Encoding.UTF8.GetBytes(layer).Aggregate(14695981039346656037, (hash, value) => unchecked((hash ^ value) * 1099511628211));
        return [(uint)seed, 1u << 30 | ((uint)hash ^ (uint)(hash >> 32)) % (1u << 30)];
    }

    /// <summary>Four random words for a counter of four words and a key of two.</summary>
    public static uint[] Block(uint[] counter, uint[] key)
    {
        uint[] state = [.. counter];
        for (uint round = 0; round < 10; round++)
        {
            ulong first = FirstMultiplier * state[0];
            ulong second = SecondMultiplier * state[2];
            state =
            [
                (uint)(second >> 32) ^ state[1] ^ (key[0] + round * FirstWeyl),
                (uint)second,
                (uint)(first >> 32) ^ state[3] ^ (key[1] + round * SecondWeyl),
                (uint)first,
            ];
        }

        return state;
    }
}
