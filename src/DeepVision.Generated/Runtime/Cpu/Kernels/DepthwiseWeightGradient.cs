using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of one sample of a depthwise convolution. Each row of outputs adds its products to two sums for each
/// weight, in turns, so that the additions needn't wait for each other; the sums of a row are added to the weight's gradient.
/// </summary>
internal static class DepthwiseWeightGradient
{
    public static void Run(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, FarBand next, FarBand other)
    {
        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < geometry.PaddedChannels; channels = channels.Next(geometry.PaddedChannels))
            Run(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
    }

    private static void Run(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, FarBand next, FarBand other)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Width512, Vector512<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
        else if (Vector256.IsHardwareAccelerated)
            Run<Width256, Vector256<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
        else
            Run<Width128, Vector128<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TWidth, TVector>(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, FarBand next, FarBand other)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint rowLength = (nint)geometry.InputWidth * geometry.InputPixelStride, gradientStride = geometry.OutputPixelStride;
        nint tapStride = (nint)layout.InputStride * layout.Block;
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            ref float rowGradient = ref Unsafe.Add(ref gradient, row * geometry.OutputWidth * gradientStride);
            for (int channel = channels.Start; channel < Math.Min(channels.End, layout.Outputs - geometry.FirstChannel); channel += TWidth.Lanes)
            {
                int output = geometry.FirstChannel + channel;
                ref float dy = ref Unsafe.Add(ref rowGradient, channel);
                if (!Unsafe.IsNullRef(ref biasGradient))
                    AddSum<TWidth, TVector>(ref dy, geometry.OutputWidth, gradientStride, ref Unsafe.Add(ref biasGradient, output));
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    if (inputRow < 0)
                        continue;
                    ref float x = ref Unsafe.Add(ref source, inputRow * rowLength + channel);
                    ref float dw = ref Unsafe.Add(ref weightGradient, layout.PackedOffset(output, 0, kernelRow, 0));
                    if (geometry.KernelWidth == 3)
                    {
                        // One of the three rows asks for the one band, the next row for the other.
                        FarBand far = kernelRow == 0 ? next : kernelRow == 1 ? other : default;
                        AddThreeColumns<TWidth, TVector>(geometry, ref x, ref dy, ref dw, tapStride, ref far.AtOr(ref dy, row * (nint)geometry.OutputWidth, channel), far.StrideOr(0));
                        continue;
                    }

                    for (int kernelColumn = 0; kernelColumn < geometry.KernelWidth; kernelColumn++)
                        AddColumn<TWidth, TVector>(geometry, ref x, ref dy, kernelColumn, ref Unsafe.Add(ref dw, kernelColumn * tapStride));
                }
            }
        }
    }

    /// <summary>A kernel row of three weights, which share what they read: a row of inputs and one of gradients pass once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddThreeColumns<TWidth, TVector>(in GroupedGeometry geometry, ref float source, ref float gradient, ref float weights, nint tapStride, ref float next, nint nextStride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        // No call stands between the sums and their last use: it would keep them in memory.
        nint stride = geometry.InputPixelStride, gradientStride = geometry.OutputPixelStride;
        int columnStep = geometry.HorizontalStride, dilation = geometry.HorizontalDilation;
        int column = 0, interior = Math.Min(geometry.FirstInteriorColumn, geometry.OutputWidth), end = geometry.EndInteriorColumn;
        TVector next0 = default, next1 = default, next2 = default, other0 = default, other1 = default, other2 = default;
        for (; column < interior; column++)
            AddEdge<TWidth, TVector>(geometry, column, ref source, ref gradient, ref next0, ref other0, ref next1, ref other1, ref next2, ref other2);

        ref float x = ref Unsafe.Add(ref source, (column * columnStep - geometry.PadLeft) * stride);
        ref float dy = ref Unsafe.Add(ref gradient, column * gradientStride);
        ref float ahead = ref Unsafe.Add(ref next, column * nextStride);
        if (columnStep == 1 && dilation == 1)
        {
            if (column + 2 <= end)
            {
                TVector x0 = TWidth.Load(ref x), x1 = TWidth.Load(ref Unsafe.Add(ref x, stride));
                for (; column + 2 <= end; column += 2)
                {
                    CachePrefetch.Line(ref ahead);
                    CachePrefetch.Line(ref Unsafe.Add(ref ahead, nextStride));
                    ahead = ref Unsafe.Add(ref ahead, 2 * nextStride);
                    TVector first = TWidth.Load(ref dy), second = TWidth.Load(ref Unsafe.Add(ref dy, gradientStride));
                    TVector x2 = TWidth.Load(ref Unsafe.Add(ref x, 2 * stride)), x3 = TWidth.Load(ref Unsafe.Add(ref x, 3 * stride));
                    TWidth.MultiplyAdd(x0, first, ref next0);
                    TWidth.MultiplyAdd(x1, first, ref next1);
                    TWidth.MultiplyAdd(x2, first, ref next2);
                    TWidth.MultiplyAdd(x1, second, ref other0);
                    TWidth.MultiplyAdd(x2, second, ref other1);
                    TWidth.MultiplyAdd(x3, second, ref other2);
                    (x0, x1) = (x2, x3);
                    x = ref Unsafe.Add(ref x, 2 * stride);
                    dy = ref Unsafe.Add(ref dy, 2 * gradientStride);
                }
            }
        }
        else
        {
            nint tap = dilation * stride, step = columnStep * stride;
            for (; column + 2 <= end; column += 2)
            {
                TVector first = TWidth.Load(ref dy), second = TWidth.Load(ref Unsafe.Add(ref dy, gradientStride));
                TWidth.MultiplyAdd(TWidth.Load(ref x), first, ref next0);
                TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref x, tap)), first, ref next1);
                TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref x, 2 * tap)), first, ref next2);
                x = ref Unsafe.Add(ref x, step);
                TWidth.MultiplyAdd(TWidth.Load(ref x), second, ref other0);
                TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref x, tap)), second, ref other1);
                TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref x, 2 * tap)), second, ref other2);
                x = ref Unsafe.Add(ref x, step);
                dy = ref Unsafe.Add(ref dy, 2 * gradientStride);
            }
        }

        for (; column < geometry.OutputWidth; column++)
            AddEdge<TWidth, TVector>(geometry, column, ref source, ref gradient, ref next0, ref other0, ref next1, ref other1, ref next2, ref other2);
        AddTo<TWidth, TVector>(ref weights, next0, other0);
        AddTo<TWidth, TVector>(ref Unsafe.Add(ref weights, tapStride), next1, other1);
        AddTo<TWidth, TVector>(ref Unsafe.Add(ref weights, 2 * tapStride), next2, other2);
    }

    /// <summary>One output column that doesn't see all three inputs, or has no partner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEdge<TWidth, TVector>(
        in GroupedGeometry geometry, int column, ref float source, ref float gradient,
        ref TVector next0, ref TVector other0, ref TVector next1, ref TVector other1, ref TVector next2, ref TVector other2)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint stride = geometry.InputPixelStride;
        TVector dy = TWidth.Load(ref Unsafe.Add(ref gradient, column * (nint)geometry.OutputPixelStride));
        AddProduct<TWidth, TVector>(ref source, geometry.InputColumn(column, 0), stride, dy, ref next0, ref other0);
        AddProduct<TWidth, TVector>(ref source, geometry.InputColumn(column, 1), stride, dy, ref next1, ref other1);
        AddProduct<TWidth, TVector>(ref source, geometry.InputColumn(column, 2), stride, dy, ref next2, ref other2);
    }

    /// <summary>Adds a product to the sum whose turn it is, if the input has the column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct<TWidth, TVector>(ref float source, int inputColumn, nint stride, TVector gradient, ref TVector next, ref TVector other)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        if (inputColumn < 0)
            return;
        TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref source, inputColumn * stride)), gradient, ref next);
        (next, other) = (other, next);
    }

    /// <summary>One weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumn<TWidth, TVector>(in GroupedGeometry geometry, ref float source, ref float gradient, int kernelColumn, ref float weight)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint stride = geometry.InputPixelStride, gradientStride = geometry.OutputPixelStride;
        int column = 0, end = geometry.OutputWidth;
        while (column < end && geometry.InputColumn(column, kernelColumn) < 0)
            column++;
        while (end > column && geometry.InputColumn(end - 1, kernelColumn) < 0)
            end--;
        if (column == end)
            return;

        ref float x = ref Unsafe.Add(ref source, geometry.InputColumn(column, kernelColumn) * stride);
        ref float dy = ref Unsafe.Add(ref gradient, column * gradientStride);
        nint step = geometry.HorizontalStride * stride;
        TVector next = default, other = default;
        for (; column + 2 <= end; column += 2)
        {
            TWidth.MultiplyAdd(TWidth.Load(ref x), TWidth.Load(ref dy), ref next);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref x, step)), TWidth.Load(ref Unsafe.Add(ref dy, gradientStride)), ref other);
            x = ref Unsafe.Add(ref x, 2 * step);
            dy = ref Unsafe.Add(ref dy, 2 * gradientStride);
        }

        if (column < end)
            TWidth.MultiplyAdd(TWidth.Load(ref x), TWidth.Load(ref dy), ref next);
        AddTo<TWidth, TVector>(ref weight, next, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TWidth, TVector>(ref float weight, TVector next, TVector other)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct =>
        TWidth.Store(TWidth.Add(TWidth.Load(ref weight), TWidth.Add(next, other)), ref weight);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSum<TWidth, TVector>(ref float gradient, int pixels, nint stride, ref float target)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector sum = default;
        for (int pixel = 0; pixel < pixels; pixel++, gradient = ref Unsafe.Add(ref gradient, stride))
            sum = TWidth.Add(sum, TWidth.Load(ref gradient));
        TWidth.Store(TWidth.Add(TWidth.Load(ref target), sum), ref target);
    }
}
