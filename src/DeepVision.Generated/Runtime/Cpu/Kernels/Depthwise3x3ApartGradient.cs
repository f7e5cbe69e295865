using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The input gradient of depthwise convolutions of 3×3 with stride 2 and one zero in front, for one sample. Inputs with an even row and column see one output, those with
/// one odd of both two, those with both odd four: 2 × 2 inputs meet the kernel once. A strip of two outputs' columns goes down the image, and each value is the chain of
/// multiply-adds that <see cref="DepthwiseConvolution"/> makes, to the bit.
/// </summary>
internal static class Depthwise3x3ApartGradient
{
    /// <summary>Columns of the outputs in a strip.</summary>
    private const int Columns = 2;

    /// <summary>How many rows ahead the target is asked for.</summary>
    private const int RowsAhead = 2;

    /// <summary>What a strip reaches: an output's column behind it, and the input's column behind the last output's.</summary>
    private readonly record struct Edges(bool SeesRight, bool HasLastColumn);

    /// <summary>Whether inputs come two by two, with a row and a column left out at the end at most.</summary>
    public static bool Suits(in GroupedGeometry geometry) =>
        geometry is { KernelHeight: 3, KernelWidth: 3, VerticalStride: 2, HorizontalStride: 2, VerticalDilation: 1, HorizontalDilation: 1, PadTop: 1, PadLeft: 1, OutputWidth: >= Columns }
            && 2 * geometry.OutputHeight - geometry.InputHeight is 0 or 1 && 2 * geometry.OutputWidth - geometry.InputWidth is 0 or 1;

    public static void Run<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TAddend, Width512, Vector512<float>>(geometry, layout, ref gradient, ref weights, ref addend, ref target, next);
        else if (Vector256.IsHardwareAccelerated)
            Run<TAddend, Width256, Vector256<float>>(geometry, layout, ref gradient, ref weights, ref addend, ref target, next);
        else
            Run<TAddend, Width128, Vector128<float>>(geometry, layout, ref gradient, ref weights, ref addend, ref target, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TAddend, TWidth, TVector>(
        in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint stride = geometry.OutputPixelStride, targetStride = geometry.InputPixelStride, nextStride = next.StrideOr(targetStride);
        nint weightStride = (nint)layout.InputStride * layout.Block, blockLength = 9 * weightStride;

        // The last strip ends with the rows and makes some columns of the one before it again.
        for (int column = 0; column < geometry.OutputWidth; column += Columns)
        {
            int first = Math.Min(column, geometry.OutputWidth - Columns);
            Edges edges = new(first + Columns < geometry.OutputWidth, 2 * (first + Columns) <= geometry.InputWidth);
            for (int channel = 0; channel < geometry.PaddedChannels; channel += TWidth.Lanes)
            {
                int output = geometry.FirstChannel + channel;
                nint place = 2 * first * targetStride + channel;
                ref float to = ref Unsafe.Add(ref target, place);
                ref float from = ref Unsafe.Add(ref gradient, first * stride + channel), other = ref Unsafe.Add(ref addend, place);
                ref float ahead = ref next.AtOr(ref to, 2 * first, channel);
                if (output < layout.Outputs)
                    Strip<TAddend, TWidth, TVector>(geometry, edges, ref from, stride, ref Unsafe.Add(ref weights, output / layout.Block * blockLength + output % layout.Block), weightStride, ref other, ref to, targetStride, ref ahead, nextStride);
                else
                    Clear<TWidth, TVector>(geometry, edges, ref to, targetStride);
            }
        }
    }

    /// <summary>One vector of channels of a strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TAddend, TWidth, TVector>(
        in GroupedGeometry geometry, Edges edges, ref float gradient, nint stride, ref float kernel, nint weightStride, ref float addend, ref float target, nint targetStride, ref float next, nint nextStride)
        where TAddend : struct, ITileAddend
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector weight00 = TWidth.Load(ref kernel), weight01 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight02 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));
        kernel = ref Unsafe.Add(ref kernel, 3 * weightStride);
        TVector weight10 = TWidth.Load(ref kernel), weight11 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight12 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));
        kernel = ref Unsafe.Add(ref kernel, 3 * weightStride);
        TVector weight20 = TWidth.Load(ref kernel), weight21 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight22 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));

        nint row = geometry.OutputWidth * stride, targetRow = geometry.InputWidth * targetStride, nextRow = geometry.InputWidth * nextStride;
        TVector upper0 = TWidth.Load(ref gradient), upper1 = TWidth.Load(ref Unsafe.Add(ref gradient, stride)), upper2 = default, lower0 = default, lower1 = default, lower2 = default;
        if (edges.SeesRight)
            upper2 = TWidth.Load(ref Unsafe.Add(ref gradient, 2 * stride));
        for (int outputs = geometry.OutputHeight, inputs = geometry.InputHeight; outputs > 0; outputs--, inputs -= 2)
        {
            // A row of inputs beside the outputs.
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            TWidth.MultiplyAdd(upper0, weight11, ref sum0);
            TWidth.MultiplyAdd(upper1, weight10, ref sum1);
            TWidth.MultiplyAdd(upper0, weight12, ref sum1);
            TWidth.MultiplyAdd(upper1, weight11, ref sum2);
            if (edges.SeesRight)
                TWidth.MultiplyAdd(upper2, weight10, ref sum3);
            TWidth.MultiplyAdd(upper1, weight12, ref sum3);
            Finish<TAddend, TWidth, TVector>(sum0, sum1, sum2, sum3, edges, ref addend, ref target, targetStride, targetRow, ref next, nextStride);
            if (inputs == 1)
                return;

            // A row between these outputs and the next ones.
            sum0 = sum1 = sum2 = sum3 = default;
            if (outputs > 1)
            {
                gradient = ref Unsafe.Add(ref gradient, row);
                lower0 = TWidth.Load(ref gradient);
                lower1 = TWidth.Load(ref Unsafe.Add(ref gradient, stride));
                TWidth.MultiplyAdd(lower0, weight01, ref sum0);
                TWidth.MultiplyAdd(lower1, weight00, ref sum1);
                TWidth.MultiplyAdd(lower0, weight02, ref sum1);
                TWidth.MultiplyAdd(lower1, weight01, ref sum2);
                if (edges.SeesRight)
                {
                    lower2 = TWidth.Load(ref Unsafe.Add(ref gradient, 2 * stride));
                    TWidth.MultiplyAdd(lower2, weight00, ref sum3);
                }

                TWidth.MultiplyAdd(lower1, weight02, ref sum3);
            }

            TWidth.MultiplyAdd(upper0, weight21, ref sum0);
            TWidth.MultiplyAdd(upper1, weight20, ref sum1);
            TWidth.MultiplyAdd(upper0, weight22, ref sum1);
            TWidth.MultiplyAdd(upper1, weight21, ref sum2);
            if (edges.SeesRight)
                TWidth.MultiplyAdd(upper2, weight20, ref sum3);
            TWidth.MultiplyAdd(upper1, weight22, ref sum3);
            Finish<TAddend, TWidth, TVector>(
                sum0, sum1, sum2, sum3, edges, ref Unsafe.Add(ref addend, targetRow), ref Unsafe.Add(ref target, targetRow), targetStride, targetRow, ref Unsafe.Add(ref next, nextRow), nextStride);
            (upper0, upper1, upper2) = (lower0, lower1, lower2);
            addend = ref Unsafe.Add(ref addend, 2 * targetRow);
            target = ref Unsafe.Add(ref target, 2 * targetRow);
            next = ref Unsafe.Add(ref next, 2 * nextRow);
        }
    }

    /// <summary>Writes four neighbouring inputs, and asks for what is written and read later: both are far away where they are kept for the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TAddend, TWidth, TVector>(
        TVector sum0, TVector sum1, TVector sum2, TVector sum3, Edges edges, ref float addend, ref float target, nint stride, nint row, ref float next, nint nextStride)
        where TAddend : struct, ITileAddend
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        ref float ahead = ref Unsafe.Add(ref target, RowsAhead * row);
        CachePrefetch.Line(ref ahead);
        CachePrefetch.Line(ref Unsafe.Add(ref ahead, stride));
        CachePrefetch.Line(ref Unsafe.Add(ref ahead, 2 * stride));
        CachePrefetch.Line(ref Unsafe.Add(ref ahead, 3 * stride));
        CachePrefetch.Line(ref next);
        CachePrefetch.Line(ref Unsafe.Add(ref next, nextStride));
        CachePrefetch.Line(ref Unsafe.Add(ref next, 2 * nextStride));
        CachePrefetch.Line(ref Unsafe.Add(ref next, 3 * nextStride));
        DepthwiseConvolution.Finish<TAddend, TileIdentity, TWidth, TVector>(sum0, ref addend, 1f, ref target);
        DepthwiseConvolution.Finish<TAddend, TileIdentity, TWidth, TVector>(sum1, ref Unsafe.Add(ref addend, stride), 1f, ref Unsafe.Add(ref target, stride));
        DepthwiseConvolution.Finish<TAddend, TileIdentity, TWidth, TVector>(sum2, ref Unsafe.Add(ref addend, 2 * stride), 1f, ref Unsafe.Add(ref target, 2 * stride));
        if (edges.HasLastColumn)
            DepthwiseConvolution.Finish<TAddend, TileIdentity, TWidth, TVector>(sum3, ref Unsafe.Add(ref addend, 3 * stride), 1f, ref Unsafe.Add(ref target, 3 * stride));
    }

    /// <summary>The padding of a strip's inputs.</summary>
    private static void Clear<TWidth, TVector>(in GroupedGeometry geometry, Edges edges, ref float target, nint stride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        int columns = edges.HasLastColumn ? 2 * Columns : 2 * Columns - 1;
        for (int row = 0; row < geometry.InputHeight; row++, target = ref Unsafe.Add(ref target, geometry.InputWidth * stride))
        {
            for (int column = 0; column < columns; column++)
                TWidth.Store(default, ref Unsafe.Add(ref target, column * stride));
        }
    }
}
