using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of a pooling layer; height before width, all in pixels.</summary>
/// <param name="InputHeight">Height of the input.</param>
/// <param name="InputWidth">Width of the input.</param>
/// <param name="OutputHeight">Height of the output.</param>
/// <param name="OutputWidth">Width of the output.</param>
/// <param name="WindowHeight">Height of the window.</param>
/// <param name="WindowWidth">Width of the window.</param>
/// <param name="VerticalStride">Rows from one window to the next.</param>
/// <param name="HorizontalStride">Columns from one window to the next.</param>
/// <param name="PadTop">Padding above the input.</param>
/// <param name="PadLeft">Padding left of the input.</param>
/// <param name="PadBottom">Padding below the input.</param>
/// <param name="PadRight">Padding right of the input.</param>
/// <param name="CountPadding">Whether padding counts in the divisor of an average (PyTorch's count_include_pad).</param>
public readonly record struct PoolingGeometry(
    int InputHeight,
    int InputWidth,
    int OutputHeight,
    int OutputWidth,
    int WindowHeight,
    int WindowWidth,
    int VerticalStride,
    int HorizontalStride,
    int PadTop,
    int PadLeft,
    int PadBottom,
    int PadRight,
    bool CountPadding)
{
    /// <summary>Floats from one pixel of the input to the next where they lie among the channels of others; 0 where they lie side by side. Its gradient always does.</summary>
    public int InputStride { get; init; }

    /// <summary>The same for the output, or for its gradient.</summary>
    public int OutputStride { get; init; }

    internal nint InputPixels => (nint)InputHeight * InputWidth;

    internal nint OutputPixels => (nint)OutputHeight * OutputWidth;

    /// <summary>Windows lie edge to edge from the first pixel on, so that each input pixel belongs to one window or none.</summary>
    internal bool Tiles => VerticalStride == WindowHeight && HorizontalStride == WindowWidth && PadTop == 0 && PadLeft == 0;

    /// <summary>The pooling that gives some rows of the outputs of this one: its first window begins further down.</summary>
    internal PoolingGeometry Rows(int first, int count) => this with { OutputHeight = count, PadTop = PadTop - first * VerticalStride };

    /// <summary>The pooling whose way back gives some rows of the inputs of this one, where windows don't lie edge to edge.</summary>
    internal PoolingGeometry InputRows(int first, int count) => this with { InputHeight = count, PadTop = PadTop + first };

    /// <summary>The part of a window that lies inside the input, in window coordinates: [first, end).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int First, int End) Inside(int origin, int window, int extent) =>
        (Math.Max(0, -origin), Math.Min(window, extent - origin));

    /// <summary>The windows [first, end) along one axis that cover an input position, which may be none.</summary>
    /// <param name="padded">The position counted from the start of the padding.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="stride">Distance of windows.</param>
    /// <param name="outputs">Number of windows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int First, int End) Covering(int padded, int window, int stride, int outputs)
    {
        int first = padded < window ? 0 : (padded - window) / stride + 1;
        return (first, Math.Min(outputs, padded / stride + 1));
    }

    /// <summary>What an average is divided by along one axis.</summary>
    internal int Divisor(int origin, int window, int extent, int padBefore, int padAfter) => CountPadding
        ? Math.Min(origin + window, extent + padAfter) - Math.Max(origin, -padBefore)
        : Math.Min(origin + window, extent) - Math.Max(origin, 0);

    /// <summary>Number of positions by which the average of one window is divided; at least 1.</summary>
    internal int Divisor(int outputRow, int outputColumn) => Math.Max(1,
        Divisor(outputRow * VerticalStride - PadTop, WindowHeight, InputHeight, PadTop, PadBottom)
        * Divisor(outputColumn * HorizontalStride - PadLeft, WindowWidth, InputWidth, PadLeft, PadRight));
}
