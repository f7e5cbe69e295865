using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The inner loop of every matrix product.</summary>
internal static class RegisterTile
{
    /// <summary>
    /// Adds the products of some rows of the source and the weights that stream past them: each value is one chain of
    /// multiply-adds in the order of the reduction.
    /// </summary>
    /// <param name="tile">The sums.</param>
    /// <param name="source">First value of the first row.</param>
    /// <param name="rowStride">Floats from one row of the source to the next.</param>
    /// <param name="step">Floats from one value of a row to the next that is reduced.</param>
    /// <param name="weights">First row of weights.</param>
    /// <param name="weightStep">Floats from one row of weights to the next.</param>
    /// <param name="length">Values that are reduced, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd<TTile, TRow>(
        ref TTile tile, ref float source, nint rowStride, nint step, ref float weights, nint weightStep, nint length)
        where TTile : struct, ITile<TRow>
        where TRow : struct, ITileRow<TRow>
    {
        TRow row = default;
        ref float end = ref Unsafe.Add(ref source, length * step);
        do
        {
            row.Load(ref weights);
            tile.MultiplyAdd(ref source, rowStride, ref row);
            source = ref Unsafe.Add(ref source, step);
            weights = ref Unsafe.Add(ref weights, weightStep);
        }
        while (Unsafe.IsAddressLessThan(ref source, ref end));
    }

    /// <summary>The same while something else comes into the cache.</summary>
    /// <param name="tile">The sums.</param>
    /// <param name="source">First value of the first row.</param>
    /// <param name="rowStride">Floats from one row of the source to the next.</param>
    /// <param name="step">Floats from one value of a row to the next that is reduced.</param>
    /// <param name="weights">First row of weights.</param>
    /// <param name="weightStep">Floats from one row of weights to the next.</param>
    /// <param name="length">Values that are reduced, 1 or more.</param>
    /// <param name="ahead">What is asked for first.</param>
    /// <param name="aheadStep">Floats from there to what is asked for next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd<TTile, TRow>(
        ref TTile tile, ref float source, nint rowStride, nint step, ref float weights, nint weightStep, nint length, ref float ahead, nint aheadStep)
        where TTile : struct, ITile<TRow>
        where TRow : struct, ITileRow<TRow>
    {
        TRow row = default;
        ref float end = ref Unsafe.Add(ref source, length * step);
        do
        {
            CachePrefetch.Line(ref ahead);
            ahead = ref Unsafe.Add(ref ahead, aheadStep);
            row.Load(ref weights);
            tile.MultiplyAdd(ref source, rowStride, ref row);
            source = ref Unsafe.Add(ref source, step);
            weights = ref Unsafe.Add(ref weights, weightStep);
        }
        while (Unsafe.IsAddressLessThan(ref source, ref end));
    }

    /// <summary>The same where the halves of a row of weights may lie in two blocks.</summary>
    /// <param name="tile">The sums.</param>
    /// <param name="source">First value of the first row.</param>
    /// <param name="rowStride">Floats from one row of the source to the next.</param>
    /// <param name="weights">First row of weights.</param>
    /// <param name="halfStep">Floats from the first half of a row of weights to the second.</param>
    /// <param name="weightStep">Floats from one row of weights to the next.</param>
    /// <param name="length">Values that are reduced, 1 or more; they lie side by side.</param>
    /// <param name="ahead">What is asked for first.</param>
    /// <param name="aheadStep">Floats from there to what is asked for next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddHalves<TTile, TRow>(
        ref TTile tile, ref float source, nint rowStride, ref float weights, nint halfStep, nint weightStep, nint length, ref float ahead, nint aheadStep)
        where TTile : struct, ITile<TRow>
        where TRow : struct, ITileRow<TRow>
    {
        TRow row = default;
        ref float end = ref Unsafe.Add(ref source, length);
        do
        {
            CachePrefetch.Line(ref ahead);
            ahead = ref Unsafe.Add(ref ahead, aheadStep);
            row.Load(ref weights, ref Unsafe.Add(ref weights, halfStep));
            tile.MultiplyAdd(ref source, rowStride, ref row);
            source = ref Unsafe.Add(ref source, 1);
            weights = ref Unsafe.Add(ref weights, weightStep);
        }
        while (Unsafe.IsAddressLessThan(ref source, ref end));
    }
}
