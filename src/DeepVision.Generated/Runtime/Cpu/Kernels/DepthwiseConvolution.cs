using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One sample of a depthwise convolution. Forward pass and input gradient both come down to a list of taps per pixel
/// (where to read, which weight), built once and then used for all channels.
/// </summary>
internal static class DepthwiseConvolution
{
    private readonly record struct Tap(int Place, int KernelPosition);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float target)
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride;
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            for (int column = 0; column < geometry.OutputWidth; column++)
            {
                int count = 0;
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    for (int kernelColumn = 0; inputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        int inputColumn = geometry.InputColumn(column, kernelColumn);
                        if (inputColumn >= 0)
                            taps[count++] = new Tap((inputRow * geometry.InputWidth + inputColumn) * stride, kernelRow * geometry.KernelWidth + kernelColumn);
                    }
                }

                Accumulate(layout, taps[..count], ref source, ref weights, ref bias, ref target, stride);
                target = ref Unsafe.Add(ref target, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float target)
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride;
        for (int row = 0; row < geometry.InputHeight; row++)
        {
            for (int column = 0; column < geometry.InputWidth; column++)
            {
                int count = 0;
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int outputRow = geometry.OutputRow(row, kernelRow);
                    for (int kernelColumn = 0; outputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        int outputColumn = geometry.OutputColumn(column, kernelColumn);
                        if (outputColumn >= 0)
                            taps[count++] = new Tap((outputRow * geometry.OutputWidth + outputColumn) * stride, kernelRow * geometry.KernelWidth + kernelColumn);
                    }
                }

                Accumulate(layout, taps[..count], ref gradient, ref weights, ref Unsafe.NullRef<float>(), ref target, stride);
                target = ref Unsafe.Add(ref target, stride);
            }
        }
    }

    /// <summary>All channels of one pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(in WeightLayout layout, ReadOnlySpan<Tap> taps, ref float source, ref float weights, ref float bias, ref float target, int stride)
    {
        nint tapStride = (nint)layout.InputStride * layout.Block;
        nint blockLength = tapStride * layout.KernelHeight * layout.KernelWidth;
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            if (channel < layout.Outputs)
            {
                if (!Unsafe.IsNullRef(ref bias))
                    sum = Vector512.LoadUnsafe(ref bias, (nuint)channel);
                ref float channelWeights = ref Unsafe.Add(ref weights, channel / layout.Block * blockLength + channel % layout.Block);
                ref float channelSource = ref Unsafe.Add(ref source, channel);
                foreach (Tap tap in taps)
                {
                    sum = Vector512.FusedMultiplyAdd(
                        Vector512.LoadUnsafe(ref channelSource, (nuint)tap.Place),
                        Vector512.LoadUnsafe(ref channelWeights, (nuint)(tap.KernelPosition * tapStride)),
                        sum);
                }
            }

            sum.StoreUnsafe(ref target, (nuint)channel);
        }
    }

    // Row by row, so that the rows of inputs and gradients stay in cache while all kernel positions visit them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient)
    {
        int stride = geometry.InputPixelStride;
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            ref float rowGradient = ref Unsafe.Add(ref gradient, (nint)row * geometry.OutputWidth * stride);
            for (int channel = 0; channel < layout.Outputs; channel += Lanes.Count)
            {
                ref float channelGradient = ref Unsafe.Add(ref rowGradient, channel);
                if (!Unsafe.IsNullRef(ref biasGradient))
                    AddSum(ref channelGradient, geometry.OutputWidth, stride, ref Unsafe.Add(ref biasGradient, channel));
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    if (inputRow < 0)
                        continue;
                    ref float rowSource = ref Unsafe.Add(ref source, (nint)inputRow * geometry.InputWidth * stride + channel);
                    for (int kernelColumn = 0; kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        ref float weight = ref Unsafe.Add(ref weightGradient, layout.PackedOffset(channel, 0, kernelRow, kernelColumn));
                        AddProducts(geometry, ref rowSource, ref channelGradient, kernelColumn, stride, ref weight);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in GroupedGeometry geometry, ref float source, ref float gradient, int kernelColumn, int stride, ref float weight)
    {
        int column = 0, end = geometry.OutputWidth;
        while (column < end && geometry.InputColumn(column, kernelColumn) < 0)
            column++;
        while (end > column && geometry.InputColumn(end - 1, kernelColumn) < 0)
            end--;
        if (column == end)
            return;

        nuint gradientPlace = (nuint)((nint)column * stride), gradientStep = (nuint)stride;
        nuint sourcePlace = (nuint)((nint)geometry.InputColumn(column, kernelColumn) * stride), sourceStep = (nuint)geometry.HorizontalStride * gradientStep;
        Vector512<float> even = Vector512<float>.Zero, odd = even;
        for (; column + 2 <= end; column += 2, gradientPlace += 2 * gradientStep, sourcePlace += 2 * sourceStep)
        {
            even = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, sourcePlace), Vector512.LoadUnsafe(ref gradient, gradientPlace), even);
            odd = Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref source, sourcePlace + sourceStep), Vector512.LoadUnsafe(ref gradient, gradientPlace + gradientStep), odd);
        }

        if (column < end)
            even = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, sourcePlace), Vector512.LoadUnsafe(ref gradient, gradientPlace), even);
        (Vector512.LoadUnsafe(ref weight) + (even + odd)).StoreUnsafe(ref weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSum(ref float gradient, int pixels, int stride, ref float target)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        nuint place = 0;
        for (int pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
            sum += Vector512.LoadUnsafe(ref gradient, place);
        (Vector512.LoadUnsafe(ref target) + sum).StoreUnsafe(ref target);
    }
}
