using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Brings memory into a cache before it is needed: for rows that lie so far apart that the processor does
/// not foresee them. Does nothing where there is no such instruction.
/// </summary>
public static class CachePrefetch
{
    private const int LineFloats = 16;

    /// <summary>Asks for the cache line of one value, which may lie behind the end of its buffer. It comes into the first-level cache: what is in the second one saves a wait, too.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(ref float value)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
    }

    /// <summary>Asks for a cache line of each of some rows, which may lie behind the end of their buffer.</summary>
    /// <param name="first">A value of the first row's line.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Lines(ref float first, nint stride, int rows)
    {
        if (!Sse.IsSupported)
            return;
        for (int row = 0; row < rows; row++)
            Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, row * stride)));
    }

    /// <summary>Asks for a cache line of each of 4×4 pixels, which may reach past the image: without a loop, which would take as long as a good part of their transform.</summary>
    /// <param name="first">A value of the first pixel's line.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="columnStride">Floats from one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FourByFour(ref float first, nint rowStride, nint columnStride)
    {
        FourLines(ref first, columnStride);
        FourLines(ref Unsafe.Add(ref first, rowStride), columnStride);
        FourLines(ref Unsafe.Add(ref first, 2 * rowStride), columnStride);
        FourLines(ref Unsafe.Add(ref first, 3 * rowStride), columnStride);
    }

    /// <summary>Asks for a piece of each of some rows, which comes into the second-level cache.</summary>
    /// <param name="first">First value of the first row's piece.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="length">Floats of each piece.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Rows(ref float first, nint stride, int rows, int length)
    {
        if (!Sse.IsSupported)
            return;
        for (int row = 0; row < rows; row++)
        {
            ref float piece = ref Unsafe.Add(ref first, row * stride);
            for (int i = 0; i < length; i += LineFloats)
                Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref piece, i)));
        }
    }

    /// <summary>Asks for some channels of the pixels of a tile, which may reach past the image.</summary>
    /// <param name="first">First value of the upper left pixel.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="columnStride">Floats from one column to the next.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="columns">Columns of the tile.</param>
    /// <param name="channels">Channels wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(ref float first, nint rowStride, nint columnStride, int rows, int columns, int channels)
    {
        for (int row = 0; row < rows; row++)
            Rows(ref Unsafe.Add(ref first, row * rowStride), columnStride, columns, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void FourLines(ref float first, nint stride)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch1(Unsafe.AsPointer(ref first));
        Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, stride)));
        Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, 2 * stride)));
        Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref first, 3 * stride)));
    }
}
