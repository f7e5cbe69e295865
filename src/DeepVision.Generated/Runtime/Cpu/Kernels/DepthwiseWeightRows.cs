using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of one sample of a depthwise convolution with three kernel columns next to each other and stride 1 or 2: sixteen channels go through all rows, so that
/// a row costs little besides its products. Each weight is the sum that <see cref="DepthwiseWeightGradient"/> makes, to the bit.
/// </summary>
internal static class DepthwiseWeightRows
{
    /// <summary>Whether at most the first column of the kernel lies in front of the first pixel of a row, and at most its last one behind the last pixel.</summary>
    public static bool Suits(in GroupedGeometry geometry)
    {
        int last = (geometry.OutputWidth - 1) * geometry.HorizontalStride - geometry.PadLeft;
        return geometry is { KernelWidth: 3, HorizontalDilation: 1, HorizontalStride: 1 or 2, PadLeft: 0 or 1, OutputWidth: >= 2 } && last + 1 < geometry.InputWidth;
    }

    public static void Run(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, FarBand next, FarBand other)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Width512, Vector512<float>>(geometry, layout, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
        else if (Vector256.IsHardwareAccelerated)
            Run<Width256, Vector256<float>>(geometry, layout, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
        else
            Run<Width128, Vector128<float>>(geometry, layout, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TWidth, TVector>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, FarBand next, FarBand other)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint stride = geometry.InputPixelStride, gradientStride = geometry.OutputPixelStride;
        nint sourceRow = geometry.InputWidth * stride, gradientRow = geometry.OutputWidth * gradientStride;
        nint tapStride = (nint)layout.InputStride * layout.Block;
        int left = geometry.PadLeft, step = geometry.HorizontalStride;
        bool seesRight = (geometry.OutputWidth - 1) * step - left + 2 < geometry.InputWidth;
        int columns = geometry.OutputWidth - left - (seesRight ? 0 : 1);
        for (int channel = 0; channel < Math.Min(geometry.PaddedChannels, layout.Outputs - geometry.FirstChannel); channel += TWidth.Lanes)
        {
            int output = geometry.FirstChannel + channel;
            ref float weights = ref Unsafe.Add(ref weightGradient, layout.PackedOffset(output, 0, 0, 0));
            for (int row = 0; row < geometry.OutputHeight; row++)
            {
                ref float dy = ref Unsafe.Add(ref gradient, row * gradientRow + channel);
                if (!Unsafe.IsNullRef(ref biasGradient))
                    DepthwiseWeightGradient.AddSum<TWidth, TVector>(ref dy, geometry.OutputWidth, gradientStride, ref Unsafe.Add(ref biasGradient, output));
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    if (inputRow < 0)
                        continue;

                    // One of the three rows asks for the one band, the next row for the other.
                    FarBand far = kernelRow == 0 ? next : kernelRow == 1 ? other : default;
                    ref float ahead = ref far.AtOr(ref dy, row * (nint)geometry.OutputWidth, channel);
                    ref float x = ref Unsafe.Add(ref source, inputRow * sourceRow + channel + (1 - left) * stride);
                    ref float dw = ref Unsafe.Add(ref weights, 3 * kernelRow * tapStride);
                    if (step == 1)
                        AddRow<TWidth, TVector>(ref x, stride, ref dy, gradientStride, left > 0, columns, seesRight, ref dw, tapStride, ref ahead, far.StrideOr(0));
                    else
                        AddRowApart<TWidth, TVector>(ref x, stride, ref dy, gradientStride, left > 0, columns, seesRight, ref dw, tapStride);
                }
            }
        }
    }

    /// <summary>A row of three weights, which see neighbouring pixels. The middle one begins with <paramref name="source"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TWidth, TVector>(
        ref float source, nint stride, ref float gradient, nint gradientStride, bool hasLeft, int columns, bool seesRight, ref float weights, nint tapStride, ref float next, nint nextStride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector next0 = default, next1 = default, next2 = default, other0 = default, other1 = default, other2 = default;
        if (hasLeft)
        {
            AddLeft<TWidth, TVector>(ref source, stride, ref gradient, ref other1, ref other2);
            source = ref Unsafe.Add(ref source, stride);
            gradient = ref Unsafe.Add(ref gradient, gradientStride);
        }

        TVector x0 = TWidth.Load(ref Unsafe.Add(ref source, -stride)), x1 = TWidth.Load(ref source);
        for (; columns >= 2; columns -= 2)
        {
            CachePrefetch.Line(ref next);
            CachePrefetch.Line(ref Unsafe.Add(ref next, nextStride));
            next = ref Unsafe.Add(ref next, 2 * nextStride);
            TVector first = TWidth.Load(ref gradient), second = TWidth.Load(ref Unsafe.Add(ref gradient, gradientStride));
            TVector x2 = TWidth.Load(ref Unsafe.Add(ref source, stride)), x3 = TWidth.Load(ref Unsafe.Add(ref source, 2 * stride));
            TWidth.MultiplyAdd(x0, first, ref next0);
            TWidth.MultiplyAdd(x1, first, ref next1);
            TWidth.MultiplyAdd(x2, first, ref next2);
            TWidth.MultiplyAdd(x1, second, ref other0);
            TWidth.MultiplyAdd(x2, second, ref other1);
            TWidth.MultiplyAdd(x3, second, ref other2);
            (x0, x1) = (x2, x3);
            source = ref Unsafe.Add(ref source, 2 * stride);
            gradient = ref Unsafe.Add(ref gradient, 2 * gradientStride);
        }

        AddRight<TWidth, TVector>(ref source, stride, stride, ref gradient, gradientStride, columns > 0, seesRight, ref next0, ref next1, ref next2, ref other0, ref other1);
        AddTo<TWidth, TVector>(ref weights, tapStride, TWidth.Add(next0, other0), TWidth.Add(next1, other1), TWidth.Add(next2, other2));
    }

    /// <summary>A row of three weights, which see every second pixel. The middle one begins with <paramref name="source"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRowApart<TWidth, TVector>(
        ref float source, nint stride, ref float gradient, nint gradientStride, bool hasLeft, int columns, bool seesRight, ref float weights, nint tapStride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector next0 = default, next1 = default, next2 = default, other0 = default, other1 = default, other2 = default;
        if (hasLeft)
        {
            AddLeft<TWidth, TVector>(ref source, stride, ref gradient, ref other1, ref other2);
            source = ref Unsafe.Add(ref source, 2 * stride);
            gradient = ref Unsafe.Add(ref gradient, gradientStride);
        }

        TVector x0 = TWidth.Load(ref Unsafe.Add(ref source, -stride));
        for (; columns >= 2; columns -= 2)
        {
            TVector first = TWidth.Load(ref gradient), second = TWidth.Load(ref Unsafe.Add(ref gradient, gradientStride));
            TVector x2 = TWidth.Load(ref Unsafe.Add(ref source, stride)), x4 = TWidth.Load(ref Unsafe.Add(ref source, 3 * stride));
            TWidth.MultiplyAdd(x0, first, ref next0);
            TWidth.MultiplyAdd(TWidth.Load(ref source), first, ref next1);
            TWidth.MultiplyAdd(x2, first, ref next2);
            TWidth.MultiplyAdd(x2, second, ref other0);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, 2 * stride)), second, ref other1);
            TWidth.MultiplyAdd(x4, second, ref other2);
            x0 = x4;
            source = ref Unsafe.Add(ref source, 4 * stride);
            gradient = ref Unsafe.Add(ref gradient, 2 * gradientStride);
        }

        AddRight<TWidth, TVector>(ref source, stride, 2 * stride, ref gradient, gradientStride, columns > 0, seesRight, ref next0, ref next1, ref next2, ref other0, ref other1);
        AddTo<TWidth, TVector>(ref weights, tapStride, TWidth.Add(next0, other0), TWidth.Add(next1, other1), TWidth.Add(next2, other2));
    }

    /// <summary>The first pixel of a row, which the first weight doesn't see an input of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeft<TWidth, TVector>(ref float source, nint stride, ref float gradient, ref TVector sum1, ref TVector sum2)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector dy = TWidth.Load(ref gradient);
        TWidth.MultiplyAdd(TWidth.Load(ref source), dy, ref sum1);
        TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, stride)), dy, ref sum2);
    }

    /// <summary>A pixel without a partner, if there is one, and the last pixel of a row where the last weight doesn't see an input of it: sums take turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRight<TWidth, TVector>(
        ref float source, nint stride, nint step, ref float gradient, nint gradientStride, bool hasSingle, bool seesRight, ref TVector next0, ref TVector next1, ref TVector next2, ref TVector other0, ref TVector other1)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        if (hasSingle)
        {
            TVector dy = TWidth.Load(ref gradient);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, -stride)), dy, ref next0);
            TWidth.MultiplyAdd(TWidth.Load(ref source), dy, ref next1);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, stride)), dy, ref next2);
            if (seesRight)
                return;
            source = ref Unsafe.Add(ref source, step);
            dy = TWidth.Load(ref Unsafe.Add(ref gradient, gradientStride));
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, -stride)), dy, ref other0);
            TWidth.MultiplyAdd(TWidth.Load(ref source), dy, ref other1);
        }
        else if (!seesRight)
        {
            TVector dy = TWidth.Load(ref gradient);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, -stride)), dy, ref next0);
            TWidth.MultiplyAdd(TWidth.Load(ref source), dy, ref next1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TWidth, TVector>(ref float weights, nint tapStride, TVector sum0, TVector sum1, TVector sum2)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TWidth.Store(TWidth.Add(TWidth.Load(ref weights), sum0), ref weights);
        weights = ref Unsafe.Add(ref weights, tapStride);
        TWidth.Store(TWidth.Add(TWidth.Load(ref weights), sum1), ref weights);
        weights = ref Unsafe.Add(ref weights, tapStride);
        TWidth.Store(TWidth.Add(TWidth.Load(ref weights), sum2), ref weights);
    }
}
