using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The pixels of one column of a tile; those that don't exist count as zero.</summary>
internal static class WinogradColumn
{
    /// <summary>Sixteen channels of a pixel of which the first <paramref name="rows"/> exist.</summary>
    /// <param name="column">The first pixel.</param>
    /// <param name="step">Floats from one pixel to the next.</param>
    /// <param name="row">The pixel's row.</param>
    /// <param name="rows">Rows that exist.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(ref float column, nint step, nint row, nint rows) =>
        row < rows ? Vector512.LoadUnsafe(ref Unsafe.Add(ref column, row * step)) : Vector512<float>.Zero;

    /// <summary>Sixteen channels of a pixel of which those from <paramref name="firstRow"/> on exist, up to <paramref name="endRow"/>.</summary>
    /// <param name="column">The first pixel.</param>
    /// <param name="step">Floats from one pixel to the next.</param>
    /// <param name="row">The pixel's row.</param>
    /// <param name="firstRow">First row that exists.</param>
    /// <param name="endRow">Row from which on none exists.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(ref float column, nint step, int row, int firstRow, int endRow) =>
        row >= firstRow && row < endRow ? Vector512.LoadUnsafe(ref Unsafe.Add(ref column, row * step)) : Vector512<float>.Zero;
}
