using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Max and average pooling and their gradients. Activations are N,H,W,C floats; each pixel has <c>stride</c> floats (a
/// multiple of 16), whose padding stays zero.
/// </summary>
public static partial class PoolingKernels
{
    /// <summary>Codes 0 to 254 name a position; 255 says that the gradient goes nowhere, because a fused ReLU blocked it.</summary>
    private const int LargestWindow = 255;

    /// <summary>
    /// The largest value of each window. Positions outside the input never win, the first of equal values in row-major
    /// order does, and not-a-number beats everything, as in PyTorch.
    /// </summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="codes">
    /// One byte for every output float: the winner's window row × window width + window column. A null reference when
    /// nobody will ask for the gradient.
    /// </param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">Codes are wanted, but the window has more than 255 positions.</exception>
    public static void MaxForward(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int count, int stride) =>
        MaxForward(geometry, ref source, ref target, ref codes, 0, count * geometry.OutputHeight, stride);

    /// <summary>Some rows of the outputs, counted through all samples.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="codes">One byte for every output float, or a null reference.</param>
    /// <param name="firstRow">First row.</param>
    /// <param name="endRow">Row before which to stop.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">Codes are wanted, but the window has more than 255 positions.</exception>
    public static void MaxForward(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int firstRow, int endRow, int stride) =>
        MaxForward<StoredSource>(geometry, ref source, default, ref target, ref codes, firstRow, endRow, stride);

    /// <summary>Some rows of the outputs, counted through all samples, of what a normalisation may make of the source.</summary>
    internal static void MaxForward<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int firstRow, int endRow, int stride)
        where TSource : struct, IKernelSource
    {
        if (!Unsafe.IsNullRef(ref codes))
            CheckWindow(geometry);
        for (int row = firstRow; row < endRow;)
        {
            (int sample, int top) = Math.DivRem(row, geometry.OutputHeight);
            PoolingGeometry rows = geometry.Rows(top, Math.Min(geometry.OutputHeight - top, endRow - row));
            nint outputs = (nint)row * geometry.OutputWidth;
            ref float sampleSource = ref Unsafe.Add(ref source, sample * geometry.InputPixels * PixelStride.Of(geometry.InputStride, stride));
            ref float rowTarget = ref Unsafe.Add(ref target, outputs * PixelStride.Of(geometry.OutputStride, stride));
            ref byte rowCodes = ref Unsafe.IsNullRef(ref codes) ? ref codes : ref Unsafe.Add(ref codes, outputs * stride);
            if (rows is { WindowHeight: 2, WindowWidth: 2 })
                MaxOfFour<TSource>(rows, ref sampleSource, normalization, ref rowTarget, ref rowCodes, stride);
            else if (rows is { WindowHeight: 3, WindowWidth: 3, VerticalStride: 1 })
                MaxOfNineBelowEachOther<TSource>(rows, ref sampleSource, normalization, ref rowTarget, ref rowCodes, stride);
            else if (rows is { WindowHeight: 3, WindowWidth: 3 })
                MaxOfNine<TSource>(rows, ref sampleSource, normalization, ref rowTarget, ref rowCodes, stride);
            else
                MaxForwardSample<TSource>(rows, ref sampleSource, normalization, ref rowTarget, ref rowCodes, stride);
            row += rows.OutputHeight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxForwardSample<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int stride)
        where TSource : struct, IKernelSource
    {
        bool wantsCodes = !Unsafe.IsNullRef(ref codes);
        int windowWidth = geometry.WindowWidth, inputWidth = geometry.InputWidth;
        int inputStride = PixelStride.Of(geometry.InputStride, stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint output = 0, written = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int top = outputRow * geometry.VerticalStride - geometry.PadTop;
            (int firstRow, int endRow) = PoolingGeometry.Inside(top, geometry.WindowHeight, geometry.InputHeight);
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, written += gap)
            {
                int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, windowWidth, inputWidth);
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, written += Lanes.Count)
                {
                    nint place = ((nint)(top + firstRow) * inputWidth + left) * inputStride + channel;
                    (Vector512<float> best, Vector512<int> winner) = MaxOfWindow<TSource>(ref source, normalization, channel, place, firstRow, endRow, firstColumn, endColumn, windowWidth, inputStride, (nint)inputWidth * inputStride);
                    best.StoreUnsafe(ref target, (nuint)written);
                    if (wantsCodes)
                        Lanes.StoreBytes(winner, ref Unsafe.Add(ref codes, output));
                }
            }
        }
    }

    /// <summary>The largest values of a window, and their codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector512<float> Best, Vector512<int> Winner) MaxOfWindow<TSource>(
        ref float source, in NormalizedSource normalization, int channel, nint place, int firstRow, int endRow, int firstColumn, int endColumn, int windowWidth, int inputStride, nint rowLength)
        where TSource : struct, IKernelSource
    {
        LoadNormalization<TSource>(normalization, channel, out Vector512<float> offset, out Vector512<float> factor, out Vector512<float> shift);
        Vector512<float> best = Load<TSource>(ref source, place + (nint)firstColumn * inputStride, offset, factor, shift, normalization.Slope);
        Vector512<int> winner = Vector512.Create(firstRow * windowWidth + firstColumn);
        for (int row = firstRow; row < endRow; row++, place += rowLength)
        {
            for (int column = firstColumn; column < endColumn; column++)
            {
                Vector512<float> value = Load<TSource>(ref source, place + (nint)column * inputStride, offset, factor, shift, normalization.Slope);
                Vector512<float> wins = Vector512.GreaterThan(value, best) | ~Vector512.Equals(value, value);
                best = Vector512.ConditionalSelect(wins, value, best);
                winner = Vector512.ConditionalSelect(wins.AsInt32(), Vector512.Create(row * windowWidth + column), winner);
            }
        }

        return (best, winner);
    }

    /// <summary>What makes of each value of some channels what is pooled; anything where values are pooled as they lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadNormalization<TSource>(in NormalizedSource normalization, nint channel, out Vector512<float> offset, out Vector512<float> factor, out Vector512<float> shift)
        where TSource : struct, IKernelSource
    {
        if (TSource.IsNormalized)
            normalization.Load<Width512, Vector512<float>>((int)channel, out offset, out factor, out shift);
        else
            offset = factor = shift = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load<TSource>(ref float source, nint place, Vector512<float> offset, Vector512<float> factor, Vector512<float> shift, float slope)
        where TSource : struct, IKernelSource =>
        TSource.Load<Width512, Vector512<float>>(ref Unsafe.Add(ref source, place), offset, factor, shift, slope);

    /// <summary>The larger one of two values, of zeros the earlier one, whatever their signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Larger(Vector512<float> later, Vector512<float> earlier) =>
        Sse.IsSupported ? Vector512.MaxNative(later, earlier) : Vector512.ConditionalSelect(Vector512.GreaterThan(later, earlier), later, earlier);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> SetWhereEqual(Vector512<float> best, Vector512<float> value, int code, Vector512<int> winner) =>
        Vector512.ConditionalSelect(Vector512.Equals(best, value).AsInt32(), Vector512.Create(code), winner);

    private static void CheckWindow(in PoolingGeometry geometry)
    {
        if (geometry.WindowHeight * geometry.WindowWidth > LargestWindow)
        {
            throw new ArgumentException(
                $"Max pooling can be trained with windows of up to {LargestWindow} positions, because a byte names the winner; "
                + $"this one has {geometry.WindowHeight}×{geometry.WindowWidth}. Use a smaller window or several poolings in a row.",
                nameof(geometry));
        }
    }
}
