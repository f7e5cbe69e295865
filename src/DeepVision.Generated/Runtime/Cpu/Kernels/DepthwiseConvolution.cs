using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One sample of a depthwise convolution. Forward pass and input gradient both come down to a list of taps per pixel
/// (where to read, which weight), built once and then used for some channels, and for all pixels of a row whose taps lie
/// alike.
/// </summary>
internal static class DepthwiseConvolution
{
    /// <summary>How far ahead the target is asked for.</summary>
    private const int PixelsAhead = 32;

    private readonly record struct Tap(int Place, int KernelPosition);

    public static void Forward<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        int stride = geometry.InputPixelStride;
        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < stride; channels = channels.Next(stride))
            Forward<TAddend>(geometry, layout, channels, ref source, ref weights, ref bias, ref addend, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float source, ref float weights, ref float bias, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride;
        int interiorEnd = geometry.EndInteriorColumn;
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

                Accumulate<TAddend>(layout, channels, taps[..count], ref source, geometry.HorizontalStride * stride, ref weights, ref bias, ref addend, ref target, stride, stride, run);
                addend = ref Unsafe.Add(ref addend, (nint)run * stride);
                target = ref Unsafe.Add(ref target, (nint)run * stride);
            }
        }
    }

    public static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        int stride = geometry.InputPixelStride;
        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < stride; channels = channels.Next(stride))
            InputGradient<TAddend>(geometry, layout, channels, ref gradient, ref weights, ref addend, ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, DepthwiseChannels channels, ref float gradient, ref float weights, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        int stride = geometry.InputPixelStride, step = geometry.HorizontalStride;
        for (int row = 0; row < geometry.InputHeight; row++)
        {
            // Columns that are a stride apart read through the same kernel columns.
            for (int residue = 0; residue < Math.Min(step, geometry.InputWidth); residue++)
            {
                (int interior, int interiorEnd) = geometry.InteriorOf(residue);
                int run;
                for (int column = residue; column < geometry.InputWidth; column += run * step)
                {
                    int count = 0;
                    run = column >= interior && column < interiorEnd ? (interiorEnd - column + step - 1) / step : 1;
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

                    nint place = ((nint)row * geometry.InputWidth + column) * stride;
                    Accumulate<TAddend>(
                        layout, channels, taps[..count], ref gradient, stride, ref weights, ref Unsafe.NullRef<float>(),
                        ref Unsafe.Add(ref addend, place), ref Unsafe.Add(ref target, place), stride, step * stride, run);
                }
            }
        }
    }

    /// <summary>
    /// Some channels of pixels with the same taps. From pixel to pixel these move by <paramref name="sourceStep"/>, the target and the
    /// addend by <paramref name="targetStep"/>.
    /// </summary>
    private static void Accumulate<TAddend>(in WeightLayout layout, DepthwiseChannels channels, ReadOnlySpan<Tap> taps, ref float source, nint sourceStep, ref float weights, ref float bias, ref float addend, ref float target, nint stride, nint targetStep, int pixels)
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
            Accumulate<TAddend, Width512, Vector512<float>>(layout, channels, taps, ref source, sourceStep, ref weights, ref bias, ref addend, ref target, stride, targetStep, pixels);
        else if (Vector256.IsHardwareAccelerated)
            Accumulate<TAddend, Width256, Vector256<float>>(layout, channels, taps, ref source, sourceStep, ref weights, ref bias, ref addend, ref target, stride, targetStep, pixels);
        else
            Accumulate<TAddend, Width128, Vector128<float>>(layout, channels, taps, ref source, sourceStep, ref weights, ref bias, ref addend, ref target, stride, targetStep, pixels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<TAddend, TWidth, TVector>(in WeightLayout layout, DepthwiseChannels channels, ReadOnlySpan<Tap> taps, ref float source, nint sourceStep, ref float weights, ref float bias, ref float addend, ref float target, nint stride, nint targetStep, int pixels)
        where TAddend : struct, ITileAddend
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint tapStride = (nint)layout.InputStride * layout.Block;
        nint blockLength = tapStride * layout.KernelHeight * layout.KernelWidth;
        for (int channel = channels.Start; channel < channels.End; channel += TWidth.Lanes)
        {
            if (channel >= layout.Outputs)
            {
                for (int padding = 0; padding < pixels; padding++)
                    TWidth.Store(default, ref Unsafe.Add(ref target, padding * targetStep + channel));
                continue;
            }

            TVector start = Unsafe.IsNullRef(ref bias) ? default : TWidth.Load(ref Unsafe.Add(ref bias, channel));
            ref float kernel = ref Unsafe.Add(ref weights, channel / layout.Block * blockLength + channel % layout.Block);
            ref float from = ref Unsafe.Add(ref source, channel);
            ref float other = ref Unsafe.Add(ref addend, channel);
            ref float to = ref Unsafe.Add(ref target, channel);
            int pixel = 0;
            for (; pixel + 4 <= pixels; pixel += 4)
            {
                // The target is far away where it is kept for the batch; it comes while a row or some are made.
                for (nint ahead = PixelsAhead; ahead < PixelsAhead + 4; ahead++)
                    CachePrefetch.Line(ref Unsafe.Add(ref to, ahead * targetStep));

                // Four pixels share each weight and hide the latency of the additions.
                TVector sum0 = start, sum1 = start, sum2 = start, sum3 = start;
                foreach (Tap tap in taps)
                {
                    TVector weight = TWidth.Load(ref Unsafe.Add(ref kernel, tap.KernelPosition * tapStride));
                    ref float place = ref Unsafe.Add(ref from, tap.Place);
                    TWidth.MultiplyAdd(TWidth.Load(ref place), weight, ref sum0);
                    TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, sourceStep)), weight, ref sum1);
                    TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 2 * sourceStep)), weight, ref sum2);
                    TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 3 * sourceStep)), weight, ref sum3);
                }

                if (TAddend.IsPresent)
                {
                    sum0 = TWidth.Add(sum0, TWidth.Load(ref other));
                    sum1 = TWidth.Add(sum1, TWidth.Load(ref Unsafe.Add(ref other, targetStep)));
                    sum2 = TWidth.Add(sum2, TWidth.Load(ref Unsafe.Add(ref other, 2 * targetStep)));
                    sum3 = TWidth.Add(sum3, TWidth.Load(ref Unsafe.Add(ref other, 3 * targetStep)));
                    other = ref Unsafe.Add(ref other, 4 * targetStep);
                }

                TWidth.Store(sum0, ref to);
                TWidth.Store(sum1, ref Unsafe.Add(ref to, targetStep));
                TWidth.Store(sum2, ref Unsafe.Add(ref to, 2 * targetStep));
                TWidth.Store(sum3, ref Unsafe.Add(ref to, 3 * targetStep));
                from = ref Unsafe.Add(ref from, 4 * sourceStep);
                to = ref Unsafe.Add(ref to, 4 * targetStep);
            }

            for (; pixel < pixels; pixel++)
            {
                TVector sum = start;
                foreach (Tap tap in taps)
                {
                    TWidth.MultiplyAdd(
                        TWidth.Load(ref Unsafe.Add(ref from, tap.Place)), TWidth.Load(ref Unsafe.Add(ref kernel, tap.KernelPosition * tapStride)), ref sum);
                }

                if (TAddend.IsPresent)
                {
                    sum = TWidth.Add(sum, TWidth.Load(ref other));
                    other = ref Unsafe.Add(ref other, targetStep);
                }

                TWidth.Store(sum, ref to);
                from = ref Unsafe.Add(ref from, sourceStep);
                to = ref Unsafe.Add(ref to, targetStep);
            }
        }
    }
}
