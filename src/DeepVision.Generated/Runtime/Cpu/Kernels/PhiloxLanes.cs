using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Eight counters of <see cref="Philox"/> at a time; the words are the same as from <see cref="Philox.Generate"/>.</summary>
internal static class PhiloxLanes
{
    /// <summary>Words made by one call.</summary>
    public const int Words = 32;

    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The 32 words of the counters (low, high), (low, high + 1), … (low, high + 7), in this order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="counterLow">Lower half of the counters.</param>
    /// <param name="counterHigh">Upper half of the first counter.</param>
    /// <param name="first">The first 16 words.</param>
    /// <param name="second">The last 16 words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Generate(ulong key, ulong counterLow, ulong counterHigh, out Vector512<uint> first, out Vector512<uint> second)
    {
        // Each 64-bit lane holds one 32-bit word of one counter; what gathers in its upper half is ignored until the end.
        // Counters 0 to 3 sit in the even lanes and 4 to 7 in the odd ones, where the interleaving below wants them.
        Vector512<ulong> counters = Vector512.Create(counterHigh) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        Vector512<ulong> c0 = Vector512.Create(counterLow), c1 = Vector512.Create(counterLow >> 32);
        Vector512<ulong> c2 = counters, c3 = counters >> 32;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> product0 = MultiplyWide(c0, Multiplier0), product1 = MultiplyWide(c2, Multiplier1);
            c0 = (product1 >> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c2 = (product0 >> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            c1 = product1;
            c3 = product0;
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        Vector512<ulong> lower = Join(c0, c1), upper = Join(c2, c3);
        Vector512<ulong> odd = Vector512.Create(0ul, ulong.MaxValue, 0ul, ulong.MaxValue, 0ul, ulong.MaxValue, 0ul, ulong.MaxValue);
        first = Vector512.ConditionalSelect(odd, Vector512.Shuffle(upper, Vector512.Create(0ul, 0, 2, 2, 4, 4, 6, 6)), lower).AsUInt32();
        second = Vector512.ConditionalSelect(odd, upper, Vector512.Shuffle(lower, Vector512.Create(1ul, 1, 3, 3, 5, 5, 7, 7))).AsUInt32();
    }

    /// <summary>Product of the lower halves of the lanes with a 32-bit factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyWide(Vector512<ulong> lanes, uint factor)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(lanes.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32());
        return (lanes & Vector512.Create((ulong)uint.MaxValue)) * Vector512.Create((ulong)factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Join(Vector512<ulong> low, Vector512<ulong> high) =>
        (low & Vector512.Create((ulong)uint.MaxValue)) | (high << 32);
}
