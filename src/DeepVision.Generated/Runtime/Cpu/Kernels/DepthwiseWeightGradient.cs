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
        if (DepthwiseWeightRows.Suits(geometry))
        {
            DepthwiseWeightRows.Run(geometry, layout, ref source, ref gradient, ref weightGradient, ref biasGradient, next, other);
            return;
        }

        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < geometry.PaddedChannels; channels = channels.Next(geometry.PaddedChannels))
            Run(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient);
    }

    private static void Run(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Width512, Vector512<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient);
        else if (Vector256.IsHardwareAccelerated)
            Run<Width256, Vector256<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient);
        else
            Run<Width128, Vector128<float>>(geometry, layout, channels, ref source, ref gradient, ref weightGradient, ref biasGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TWidth, TVector>(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient)
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
                    for (int kernelColumn = 0; kernelColumn < geometry.KernelWidth; kernelColumn++)
                        AddColumn<TWidth, TVector>(geometry, ref x, ref dy, kernelColumn, ref Unsafe.Add(ref dw, kernelColumn * tapStride));
                }
            }
        }
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
    internal static void AddSum<TWidth, TVector>(ref float gradient, int pixels, nint stride, ref float target)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector sum = default;
        for (int pixel = 0; pixel < pixels; pixel++, gradient = ref Unsafe.Add(ref gradient, stride))
            sum = TWidth.Add(sum, TWidth.Load(ref gradient));
        TWidth.Store(TWidth.Add(TWidth.Load(ref target), sum), ref target);
    }
}
