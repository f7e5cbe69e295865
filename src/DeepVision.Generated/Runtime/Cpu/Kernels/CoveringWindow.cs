using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// A window that may cover an input position, along one axis. Where there is none its neighbour is asked instead, for a code that no winner has: the
/// pixels at the edge then need no loop of their own.
/// </summary>
/// <param name="Index">The window that is asked.</param>
/// <param name="Offset">Where in the window the position lies; negative where the window does not cover it.</param>
internal readonly record struct CoveringWindow(nint Index, int Offset)
{
    /// <summary>One of the windows.</summary>
    /// <param name="index">The window, which may not exist.</param>
    /// <param name="padded">The position, counted from the start of the padding.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="stride">Distance of windows.</param>
    /// <param name="outputs">Number of windows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CoveringWindow Of(int index, int padded, int window, int stride, int outputs)
    {
        int offset = padded - index * stride;
        return new CoveringWindow(Math.Clamp(index, 0, outputs - 1), index >= 0 && index < outputs && offset < window ? offset : -1);
    }

    /// <summary>The code of a position that both windows cover, or one that no byte has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Code(CoveringWindow row, CoveringWindow column, int windowWidth) =>
        Vector512.Create((row.Offset | column.Offset) < 0 ? -1 : row.Offset * windowWidth + column.Offset);
}
