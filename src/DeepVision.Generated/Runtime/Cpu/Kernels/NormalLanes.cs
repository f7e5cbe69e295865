using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Normal numbers of random words.</summary>
internal static class NormalLanes
{
    /// <summary>
    /// Box and Muller's method (1958): of each pair of words (w, w′) the numbers √(−2 log u) · cos 2πv and √(−2 log u) · sin 2πv, with
    /// u = (⌊w / 2⁹⌋ + ½) / 2²³ and v = ⌊w′ / 2⁸⌋ / 2²⁴.
    /// </summary>
    /// <param name="words">Eight pairs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<uint> words)
    {
        // Both lanes of a pair see both words.
        Vector512<ulong> pairs = words.AsUInt64(), lower = Vector512.Create((ulong)uint.MaxValue);
        Vector512<uint> first = ((pairs & lower) | (pairs << 32)).AsUInt32(), second = ((pairs & ~lower) | (pairs >> 32)).AsUInt32();
        Vector512<float> fraction = Vector512.FusedMultiplyAdd(
            Vector512.ConvertToSingle((first >> 9).AsInt32()), Vector512.Create(1f / (1 << 23)), Vector512.Create(0.5f / (1 << 23)));
        Vector512<float> radius = Vector512.Sqrt(LaneMath.Log(fraction) * -2f);
        Vector512<float> turns = Vector512.ConvertToSingle((second >> 8).AsInt32()) * (1f / (1 << 24));
        return radius * LaneMath.SineOfTurns(turns, Vector512.Create(1ul).AsInt32());
    }
}
