using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One sample of a depthwise convolution. Forward pass and input gradient both come down to a list of taps per pixel
/// (where to read, which weight), built once and then used for all channels, and for all pixels of a row whose taps lie
/// alike.
/// </summary>
internal static class DepthwiseConvolution
{
    private readonly record struct Tap(int Place, int KernelPosition);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride;

        // Left of this column the last kernel column is inside the input.
        int reach = geometry.InputWidth - 1 + geometry.PadLeft - (geometry.KernelWidth - 1) * geometry.HorizontalDilation;
        int interiorEnd = reach < 0 ? 0 : Math.Min(geometry.OutputWidth, reach / geometry.HorizontalStride + 1);
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            int run;
            for (int column = 0; column < geometry.OutputWidth; column += run)
            {
                int count = 0;
                run = geometry.InputColumn(column, 0) >= 0 && column < interiorEnd ? interiorEnd - column : 1;
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

                Accumulate<TAddend>(layout, taps[..count], ref source, geometry.HorizontalStride * stride, ref weights, ref bias, ref addend, ref target, stride, run);
                addend = ref Unsafe.Add(ref addend, (nint)run * stride);
                target = ref Unsafe.Add(ref target, (nint)run * stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride;

        // Left of this column the first kernel column belongs to an output. With a stride, neighbours differ in their taps.
        int interiorEnd = geometry.HorizontalStride == 1 ? Math.Min(geometry.InputWidth, geometry.OutputWidth - geometry.PadLeft) : 0;
        for (int row = 0; row < geometry.InputHeight; row++)
        {
            int run;
            for (int column = 0; column < geometry.InputWidth; column += run)
            {
                int count = 0;
                run = column < interiorEnd && geometry.OutputColumn(column, geometry.KernelWidth - 1) >= 0 ? interiorEnd - column : 1;
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

                Accumulate<TAddend>(layout, taps[..count], ref gradient, stride, ref weights, ref Unsafe.NullRef<float>(), ref addend, ref target, stride, run);
                addend = ref Unsafe.Add(ref addend, (nint)run * stride);
                target = ref Unsafe.Add(ref target, (nint)run * stride);
            }
        }
    }

    /// <summary>All channels of neighbouring pixels with the same taps, which move by <paramref name="sourceStep"/> from pixel to pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<TAddend>(in WeightLayout layout, ReadOnlySpan<Tap> taps, ref float source, nint sourceStep, ref float weights, ref float bias, ref float addend, ref float target, nint stride, int pixels)
        where TAddend : struct, ITileAddend
    {
        nint tapStride = (nint)layout.InputStride * layout.Block;
        nint blockLength = tapStride * layout.KernelHeight * layout.KernelWidth;
        for (int channel = 0; channel < stride; channel += Lanes.Count)
        {
            if (channel >= layout.Outputs)
            {
                for (int padding = 0; padding < pixels; padding++)
                    Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)(padding * stride + channel));
                continue;
            }

            Vector512<float> start = Unsafe.IsNullRef(ref bias) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref bias, (nuint)channel);
            ref float kernel = ref Unsafe.Add(ref weights, channel / layout.Block * blockLength + channel % layout.Block);
            ref float from = ref Unsafe.Add(ref source, channel);
            ref float other = ref Unsafe.Add(ref addend, channel);
            ref float to = ref Unsafe.Add(ref target, channel);
            int pixel = 0;
            for (; pixel + 4 <= pixels; pixel += 4)
            {
                // Four pixels share each weight and hide the latency of the additions.
                Vector512<float> sum0 = start, sum1 = start, sum2 = start, sum3 = start;
                foreach (Tap tap in taps)
                {
                    Vector512<float> weight = Vector512.LoadUnsafe(ref kernel, (nuint)(tap.KernelPosition * tapStride));
                    ref float place = ref Unsafe.Add(ref from, tap.Place);
                    sum0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref place), weight, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref place, (nuint)sourceStep), weight, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref place, (nuint)(2 * sourceStep)), weight, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref place, (nuint)(3 * sourceStep)), weight, sum3);
                }

                if (TAddend.IsPresent)
                {
                    sum0 += Vector512.LoadUnsafe(ref other);
                    sum1 += Vector512.LoadUnsafe(ref other, (nuint)stride);
                    sum2 += Vector512.LoadUnsafe(ref other, (nuint)(2 * stride));
                    sum3 += Vector512.LoadUnsafe(ref other, (nuint)(3 * stride));
                    other = ref Unsafe.Add(ref other, 4 * stride);
                }

                sum0.StoreUnsafe(ref to);
                sum1.StoreUnsafe(ref to, (nuint)stride);
                sum2.StoreUnsafe(ref to, (nuint)(2 * stride));
                sum3.StoreUnsafe(ref to, (nuint)(3 * stride));
                from = ref Unsafe.Add(ref from, 4 * sourceStep);
                to = ref Unsafe.Add(ref to, 4 * stride);
            }

            for (; pixel < pixels; pixel++)
            {
                Vector512<float> sum = start;
                foreach (Tap tap in taps)
                {
                    Vector512<float> weight = Vector512.LoadUnsafe(ref kernel, (nuint)(tap.KernelPosition * tapStride));
                    sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref from, (nuint)tap.Place), weight, sum);
                }

                if (TAddend.IsPresent)
                {
                    sum += Vector512.LoadUnsafe(ref other);
                    other = ref Unsafe.Add(ref other, stride);
                }

                sum.StoreUnsafe(ref to);
                from = ref Unsafe.Add(ref from, sourceStep);
                to = ref Unsafe.Add(ref to, stride);
            }
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
