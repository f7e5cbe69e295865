using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The largest of the values in the same place of several buffers that lie in memory alike, padding included. Of equal values
/// the first wins. Not-a-number wins over any value and stays, as in PyTorch.
/// </summary>
public static class MaximumKernels
{
    /// <summary>target = max(first, second), value by value.</summary>
    /// <param name="first">First value of the first buffer, or of the maximum of those in front.</param>
    /// <param name="second">First value of the next buffer.</param>
    /// <param name="target">First value of the maximum; may be either operand.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float first, ref float second, ref float target, nint length)
    {
        for (nint index = 0; index < length; index += Lanes.Count)
        {
            Vector512<float> best = Vector512.LoadUnsafe(ref first, (nuint)index), next = Vector512.LoadUnsafe(ref second, (nuint)index);
            Vector512.ConditionalSelect(Wins(next, best), next, best).StoreUnsafe(ref target, (nuint)index);
        }
    }

    /// <summary>The same, and which buffer the value comes from.</summary>
    /// <param name="first">First value of the first buffer, or of the maximum of those in front.</param>
    /// <param name="second">First value of the next buffer.</param>
    /// <param name="target">First value of the maximum; may be either operand.</param>
    /// <param name="winners">A byte for each value. The second buffer (number 1) begins them, later ones change them.</param>
    /// <param name="number">The next buffer's number, from 1 to 255.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float first, ref float second, ref float target, ref byte winners, int number, nint length)
    {
        Vector512<int> own = Vector512.Create(number);
        for (nint index = 0; index < length; index += Lanes.Count)
        {
            Vector512<float> best = Vector512.LoadUnsafe(ref first, (nuint)index), next = Vector512.LoadUnsafe(ref second, (nuint)index);
            Vector512<float> wins = Wins(next, best);
            Vector512.ConditionalSelect(wins, next, best).StoreUnsafe(ref target, (nuint)index);
            ref byte codes = ref Unsafe.Add(ref winners, index);
            Vector512<int> before = number == 1 ? Vector512<int>.Zero : Lanes.LoadBytes(ref codes);
            Lanes.StoreBytes(Vector512.ConditionalSelect(wins.AsInt32(), own, before), ref codes);
        }
    }

    /// <summary>The gradient of one buffer: that of the maximum where the buffer won, zero elsewhere.</summary>
    /// <param name="gradient">First gradient of the maximum.</param>
    /// <param name="winners">The winners.</param>
    /// <param name="number">The buffer's number, from 0.</param>
    /// <param name="target">First gradient of the buffer; may be that of the maximum.</param>
    /// <param name="length">Values; a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(ref float gradient, ref byte winners, int number, ref float target, nint length)
    {
        Vector512<int> own = Vector512.Create(number);
        for (nint index = 0; index < length; index += Lanes.Count)
        {
            Vector512<float> wins = Vector512.Equals(Lanes.LoadBytes(ref Unsafe.Add(ref winners, index)), own).AsSingle();
            (Vector512.LoadUnsafe(ref gradient, (nuint)index) & wins).StoreUnsafe(ref target, (nuint)index);
        }
    }

    /// <summary>Where the next value is larger than the best so far, or the first that is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Wins(Vector512<float> next, Vector512<float> best) =>
        Vector512.AndNot(Vector512.Equals(best, best), Vector512.LessThanOrEqual(next, best));
}
