using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The forward pass of depthwise convolutions of 3×3 whose pixels are two columns of the input apart, for one sample: neighbouring pixels of a row share what they see
/// of each input row. Each value is the chain of multiply-adds that <see cref="DepthwiseConvolution"/> makes, to the bit.
/// </summary>
internal static class Depthwise3x3Apart
{
    /// <summary>How far ahead in a row the target is asked for.</summary>
    private const int PixelsAhead = 28;

    /// <summary>Columns of the input from one pixel to the next.</summary>
    private const int ColumnStep = 2;

    /// <summary>Pixels of a tile.</summary>
    private const int TilePixels = 4;

    /// <summary>Whether at most the first column of the kernel lies in front of the first pixel of a row, and at most its last one behind the last pixel.</summary>
    public static bool Suits(in GroupedGeometry geometry)
    {
        int last = (geometry.OutputWidth - 1) * ColumnStep - geometry.PadLeft;
        return geometry is { KernelHeight: 3, KernelWidth: 3, VerticalDilation: 1, HorizontalDilation: 1, HorizontalStride: ColumnStep, PadLeft: 0 or 1, OutputWidth: >= TilePixels }
            && last + 1 < geometry.InputWidth;
    }

    public static void Forward<TSource, TAddend, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, ref float addend, float slope, ref float target)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<TSource, TAddend, TActivation, Width512, Vector512<float>>(geometry, layout, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target);
        else if (Vector256.IsHardwareAccelerated)
            Forward<TSource, TAddend, TActivation, Width256, Vector256<float>>(geometry, layout, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target);
        else
            Forward<TSource, TAddend, TActivation, Width128, Vector128<float>>(geometry, layout, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TSource, TAddend, TActivation, TWidth, TVector>(
        in GroupedGeometry geometry, in WeightLayout layout, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, ref float addend, float slope, ref float target)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        int stride = geometry.OutputPixelStride;
        nint inputRow = (nint)geometry.InputWidth * geometry.InputPixelStride, outputRow = (nint)geometry.OutputWidth * stride;
        nint weightStride = (nint)layout.InputStride * layout.Block;
        nint blockLength = 9 * weightStride;
        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < geometry.PaddedChannels; channels = channels.Next(geometry.PaddedChannels))
        {
            for (int row = 0; row < geometry.OutputHeight; row++)
            {
                int top = row * geometry.VerticalStride - geometry.PadTop;
                int firstKernel = Math.Clamp(-top, 0, 3), rows = Math.Max(0, Math.Min(3, geometry.InputHeight - top) - firstKernel);
                for (int channel = channels.Start; channel < channels.End; channel += TWidth.Lanes)
                {
                    nint place = row * outputRow + channel;
                    ref float to = ref Unsafe.Add(ref target, place);
                    int output = geometry.FirstChannel + channel;
                    if (output >= layout.Outputs)
                    {
                        for (nint pixel = 0; pixel < geometry.OutputWidth; pixel++)
                            TWidth.Store(default, ref Unsafe.Add(ref to, pixel * stride));
                        continue;
                    }

                    TVector start = Unsafe.IsNullRef(ref bias) ? default : TWidth.Load(ref Unsafe.Add(ref bias, output));
                    ref float kernel = ref Unsafe.Add(ref weights, output / layout.Block * blockLength + output % layout.Block + 3 * firstKernel * weightStride);
                    Row<TSource, TAddend, TActivation, TWidth, TVector>(
                        geometry, rows, start, ref Unsafe.Add(ref source, Math.Clamp(top, 0, geometry.InputHeight - 1) * inputRow + channel), normalization, output, ref kernel, weightStride,
                        ref Unsafe.Add(ref addend, place), slope, ref to);
                }
            }
        }
    }

    /// <summary>
    /// One vector of channels of a row of the target, which sees the source through some rows of the kernel. Tiles are told where the middle column of the kernel
    /// begins to see it: that pixel exists.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TSource, TAddend, TActivation, TWidth, TVector>(
        in GroupedGeometry geometry, int rows, TVector start, ref float source, in NormalizedSource normalization, int output, ref float kernel, nint weightStride, ref float addend, float slope, ref float target)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        int width = geometry.OutputWidth;
        nint stride = geometry.InputPixelStride, targetStride = geometry.OutputPixelStride, inputRow = geometry.InputWidth * stride;

        // The last tile ends with the row and makes some pixels of the one before it again.
        for (int column = 0; column < width; column += TilePixels)
        {
            int first = Math.Min(column, width - TilePixels);
            int left = first * ColumnStep - geometry.PadLeft;
            bool seesLeft = left >= 0, seesRight = left + (TilePixels - 1) * ColumnStep + 2 < geometry.InputWidth;
            // A source that nobody has read yet comes while the rows in front of it are.
            for (int row = 0; TSource.IsNormalized && row < geometry.VerticalStride; row++)
                Ask(ref Unsafe.Add(ref source, (rows + row) * inputRow + first * ColumnStep * stride), stride);
            FourPixels<TSource, TAddend, TActivation, TWidth, TVector>(
                rows, start, ref Unsafe.Add(ref source, (left + 1) * stride), normalization, output, stride, inputRow, seesLeft, seesRight, ref kernel, weightStride,
                ref Unsafe.Add(ref addend, first * targetStride), slope, ref Unsafe.Add(ref target, first * targetStride), targetStride);
        }
    }

    /// <summary>Asks for the columns that a tile has to itself in a row of the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(ref float source, nint stride)
    {
        for (nint column = 0; column < TilePixels * ColumnStep; column++)
            CachePrefetch.Line(ref Unsafe.Add(ref source, column * stride));
    }

    /// <summary>Four neighbouring pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPixels<TSource, TAddend, TActivation, TWidth, TVector>(
        int rows, TVector start, ref float source, in NormalizedSource normalization, int output, nint stride, nint inputRow, bool seesLeft, bool seesRight, ref float kernel, nint weightStride, ref float addend, float slope, ref float target, nint targetStride)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        for (nint ahead = PixelsAhead; ahead < PixelsAhead + TilePixels; ahead++)
            CachePrefetch.Line(ref Unsafe.Add(ref target, ahead * targetStride));

        float sourceSlope = normalization.Slope;
        TVector offset = default, factor = default, shift = default;
        if (TSource.IsNormalized)
            normalization.Load<TWidth, TVector>(output, out offset, out factor, out shift);

        TVector sum0 = start, sum1 = start, sum2 = start, sum3 = start;
        for (; rows > 0; rows--)
        {
            TVector weight = TWidth.Load(ref kernel);
            if (seesLeft)
                TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, -stride), offset, factor, shift, sourceSlope), weight, ref sum0);
            ref float place = ref Unsafe.Add(ref source, 3 * stride);
            TVector value2 = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, stride), offset, factor, shift, sourceSlope), value4 = TSource.Load<TWidth, TVector>(ref place, offset, factor, shift, sourceSlope), value6 = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref place, 2 * stride), offset, factor, shift, sourceSlope);
            TWidth.MultiplyAdd(value2, weight, ref sum1);
            TWidth.MultiplyAdd(value4, weight, ref sum2);
            TWidth.MultiplyAdd(value6, weight, ref sum3);

            weight = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride));
            TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref source, offset, factor, shift, sourceSlope), weight, ref sum0);
            TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, 2 * stride), offset, factor, shift, sourceSlope), weight, ref sum1);
            TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, 4 * stride), offset, factor, shift, sourceSlope), weight, ref sum2);
            place = ref Unsafe.Add(ref place, 3 * stride);
            TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref place, offset, factor, shift, sourceSlope), weight, ref sum3);

            weight = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));
            TWidth.MultiplyAdd(value2, weight, ref sum0);
            TWidth.MultiplyAdd(value4, weight, ref sum1);
            TWidth.MultiplyAdd(value6, weight, ref sum2);
            if (seesRight)
                TWidth.MultiplyAdd(TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref place, stride), offset, factor, shift, sourceSlope), weight, ref sum3);
            source = ref Unsafe.Add(ref source, inputRow);
            kernel = ref Unsafe.Add(ref kernel, 3 * weightStride);
        }

        Finish<TAddend, TActivation, TWidth, TVector>(sum0, sum1, sum2, sum3, targetStride, ref addend, slope, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TAddend, TActivation, TWidth, TVector>(
        TVector sum0, TVector sum1, TVector sum2, TVector sum3, nint targetStride, ref float addend, float slope, ref float target)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(sum0, ref addend, slope, ref target);
        DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(sum1, ref Unsafe.Add(ref addend, targetStride), slope, ref Unsafe.Add(ref target, targetStride));
        DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(sum2, ref Unsafe.Add(ref addend, 2 * targetStride), slope, ref Unsafe.Add(ref target, 2 * targetStride));
        DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(sum3, ref Unsafe.Add(ref addend, 3 * targetStride), slope, ref Unsafe.Add(ref target, 3 * targetStride));
    }
}
