using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One sample of a depthwise convolution. Forward pass and input gradient both come down to a list of taps (where to read, which weight), which is the
/// same for a whole rectangle of pixels: the inside of the image, each of its edges, each corner. Lines of such pixels run some channels at a time.
/// </summary>
internal static class DepthwiseConvolution
{
    /// <summary>How far ahead in a row the target is asked for.</summary>
    private const int PixelsAhead = 32;

    /// <summary>Pixels that share each weight: enough sums to hide the latency of the additions, and few enough for sixteen registers.</summary>
    private const int TilePixels = 8, SmallTilePixels = 4;

    /// <summary>Where a tap of the first pixel reads and where its weight lies, both counted in floats.</summary>
    private readonly record struct Tap(nint Place, nint Weight);

    /// <summary>From pixel to pixel of a line, and from line to line, in floats.</summary>
    private readonly record struct Steps(nint Source, nint Target, nint SourceLine, nint TargetLine);

    public static void Forward<TAddend, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        if (DepthwiseStrips.SuitsForward(geometry))
            DepthwiseStrips.Forward<StoredSource, TAddend, TActivation>(geometry, layout, ref source, default, ref weights, ref bias, ref addend, slope, ref target, next);
        else if (Depthwise3x3Apart.Suits(geometry))
            Depthwise3x3Apart.Forward<StoredSource, TAddend, TActivation>(geometry, layout, ref source, default, ref weights, ref bias, ref addend, slope, ref target);
        else
            Run<TAddend, TActivation>(geometry, isGradient: false, layout, ref source, ref weights, ref bias, ref addend, slope, ref target, next);
    }

    public static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
    {
        if (DepthwiseStrips.SuitsInputGradient(geometry))
            DepthwiseStrips.InputGradient<TAddend>(geometry, layout, ref gradient, ref weights, ref addend, ref target, next);
        else if (Depthwise3x3ApartGradient.Suits(geometry))
            Depthwise3x3ApartGradient.Run<TAddend>(geometry, layout, ref gradient, ref weights, ref addend, ref target, next);
        else
            Run<TAddend, TileIdentity>(geometry, isGradient: true, layout, ref gradient, ref weights, ref Unsafe.NullRef<float>(), ref addend, 1f, ref target, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TAddend, TActivation>(in GroupedGeometry geometry, bool isGradient, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        DepthwiseAxis rows = DepthwiseAxis.Rows(geometry, isGradient), columns = DepthwiseAxis.Columns(geometry, isGradient);
        Span<DepthwiseRun> rowRuns = stackalloc DepthwiseRun[rows.MostRuns], columnRuns = stackalloc DepthwiseRun[columns.MostRuns];
        rowRuns = rowRuns[..rows.FindRuns(rowRuns)];
        columnRuns = columnRuns[..columns.FindRuns(columnRuns)];

        Span<Tap> taps = stackalloc Tap[geometry.KernelHeight * geometry.KernelWidth];
        (nint stride, nint targetStride) = isGradient ? (geometry.OutputPixelStride, geometry.InputPixelStride) : (geometry.InputPixelStride, geometry.OutputPixelStride);
        nint weightStride = (nint)layout.InputStride * layout.Block;
        Steps byRows = new(
            columns.SourceStep * stride, columns.Step * targetStride, rows.SourceStep * columns.Sources * stride, rows.Step * columns.Targets * targetStride);
        Steps byColumns = new(byRows.SourceLine, byRows.TargetLine, byRows.Source, byRows.Target);
        for (DepthwiseChannels channels = DepthwiseChannels.First(geometry); channels.Start < geometry.PaddedChannels; channels = channels.Next(geometry.PaddedChannels))
        {
            foreach (DepthwiseRun row in rowRuns)
            {
                foreach (DepthwiseRun column in columnRuns)
                {
                    int count = 0;
                    for (int kernelRow = row.FirstKernel; kernelRow < row.EndKernel; kernelRow++)
                    {
                        int sourceRow = rows.Source(row.First, kernelRow);
                        for (int kernelColumn = column.FirstKernel; sourceRow >= 0 && kernelColumn < column.EndKernel; kernelColumn++)
                        {
                            int sourceColumn = columns.Source(column.First, kernelColumn);
                            if (sourceColumn >= 0)
                                taps[count++] = new Tap(((nint)sourceRow * columns.Sources + sourceColumn) * stride, (kernelRow * geometry.KernelWidth + kernelColumn) * weightStride);
                        }
                    }

                    // Lines go down where that makes them longer: at the left and right edges.
                    bool areRows = column.Count >= Math.Min(row.Count, TilePixels);
                    nint first = ((nint)row.First * columns.Targets + column.First) * targetStride;
                    Accumulate<TAddend, TActivation>(
                        layout, geometry.FirstChannel, channels, taps[..count], areRows ? byRows : byColumns, areRows ? row.Count : column.Count, areRows ? column.Count : row.Count,
                        ref source, ref weights, ref bias, ref Unsafe.Add(ref addend, first), slope, ref Unsafe.Add(ref target, first),
                        areRows ? next : default, (nint)row.First * columns.Targets + column.First, rows.Step * columns.Targets, columns.Step);
                }
            }
        }
    }

    /// <summary>Some channels of some lines of pixels, all of which have the same taps.</summary>
    private static void Accumulate<TAddend, TActivation>(
        in WeightLayout layout, int firstChannel, DepthwiseChannels channels, ReadOnlySpan<Tap> taps, in Steps steps, int lines, int pixels,
        ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, FarBand next, nint firstPixel, nint linePixels, nint pixelStep)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        if (Vector512.IsHardwareAccelerated)
            Accumulate<TAddend, TActivation, Width512, Vector512<float>>(layout, firstChannel, channels, taps, steps, lines, pixels, ref source, ref weights, ref bias, ref addend, slope, ref target, next, firstPixel, linePixels, pixelStep);
        else if (Vector256.IsHardwareAccelerated)
            Accumulate<TAddend, TActivation, Width256, Vector256<float>>(layout, firstChannel, channels, taps, steps, lines, pixels, ref source, ref weights, ref bias, ref addend, slope, ref target, next, firstPixel, linePixels, pixelStep);
        else
            Accumulate<TAddend, TActivation, Width128, Vector128<float>>(layout, firstChannel, channels, taps, steps, lines, pixels, ref source, ref weights, ref bias, ref addend, slope, ref target, next, firstPixel, linePixels, pixelStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<TAddend, TActivation, TWidth, TVector>(
        in WeightLayout layout, int firstChannel, DepthwiseChannels channels, ReadOnlySpan<Tap> taps, in Steps steps, int lines, int pixels,
        ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, FarBand next, nint firstPixel, nint linePixels, nint pixelStep)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint blockLength = (nint)layout.InputStride * layout.Block * layout.KernelHeight * layout.KernelWidth;
        nint sourceStep = steps.Source, targetStep = steps.Target;
        nint nextStep = next.StrideOr(0) * pixelStep;
        for (nint line = 0; line < lines; line++)
        {
            for (int channel = channels.Start; channel < channels.End; channel += TWidth.Lanes)
            {
                ref float from = ref Unsafe.Add(ref source, line * steps.SourceLine + channel);
                ref float other = ref Unsafe.Add(ref addend, line * steps.TargetLine + channel);
                ref float to = ref Unsafe.Add(ref target, line * steps.TargetLine + channel);
                ref float ahead = ref next.AtOr(ref to, firstPixel + line * linePixels, channel);
                int output = firstChannel + channel;
                if (output >= layout.Outputs)
                {
                    for (nint padding = 0; padding < pixels; padding++)
                        TWidth.Store(default, ref Unsafe.Add(ref to, padding * targetStep));
                    continue;
                }

                TVector start = Unsafe.IsNullRef(ref bias) ? default : TWidth.Load(ref Unsafe.Add(ref bias, output));
                ref float kernel = ref Unsafe.Add(ref weights, output / layout.Block * blockLength + output % layout.Block);
                nint pixel = 0;

                // The last tile ends with the line and makes some pixels of the one before it again.
                for (; pixels >= TilePixels && pixel < pixels; pixel += TilePixels)
                {
                    nint first = Math.Min(pixel, pixels - TilePixels);
                    AccumulateEight<TAddend, TActivation, TWidth, TVector>(
                        taps, start, ref kernel, ref Unsafe.Add(ref from, first * sourceStep), sourceStep,
                        ref Unsafe.Add(ref other, first * targetStep), slope, ref Unsafe.Add(ref to, first * targetStep), targetStep, ref Unsafe.Add(ref ahead, first * nextStep), nextStep);
                }

                for (; pixels >= SmallTilePixels && pixel < pixels; pixel += SmallTilePixels)
                {
                    nint first = Math.Min(pixel, pixels - SmallTilePixels);
                    AccumulateFour<TAddend, TActivation, TWidth, TVector>(
                        taps, start, ref kernel, ref Unsafe.Add(ref from, first * sourceStep), sourceStep,
                        ref Unsafe.Add(ref other, first * targetStep), slope, ref Unsafe.Add(ref to, first * targetStep), targetStep);
                }

                for (; pixel < pixels; pixel++)
                {
                    TVector sum = start;
                    foreach (Tap tap in taps)
                        TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref from, pixel * sourceStep + tap.Place)), TWidth.Load(ref Unsafe.Add(ref kernel, tap.Weight)), ref sum);
                    Finish<TAddend, TActivation, TWidth, TVector>(sum, ref Unsafe.Add(ref other, pixel * targetStep), slope, ref Unsafe.Add(ref to, pixel * targetStep));
                }
            }
        }
    }

    /// <summary>Eight pixels, one vector of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateEight<TAddend, TActivation, TWidth, TVector>(
        ReadOnlySpan<Tap> taps, TVector start, ref float kernel, ref float source, nint sourceStep, ref float addend, float slope, ref float target, nint targetStep, ref float next, nint nextStep)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        // The target is far away where it is kept for the batch; it comes while a row or some are made.
        for (nint ahead = PixelsAhead; ahead < PixelsAhead + TilePixels; ahead++)
            CachePrefetch.Line(ref Unsafe.Add(ref target, ahead * targetStep));

        TVector sum0 = start, sum1 = start, sum2 = start, sum3 = start, sum4 = start, sum5 = start, sum6 = start, sum7 = start;
        foreach (Tap tap in taps)
        {
            TVector weight = TWidth.Load(ref Unsafe.Add(ref kernel, tap.Weight));
            ref float place = ref Unsafe.Add(ref source, tap.Place);
            TWidth.MultiplyAdd(TWidth.Load(ref place), weight, ref sum0);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, sourceStep)), weight, ref sum1);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 2 * sourceStep)), weight, ref sum2);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 3 * sourceStep)), weight, ref sum3);
            CachePrefetch.Line(ref next);
            next = ref Unsafe.Add(ref next, nextStep);
            place = ref Unsafe.Add(ref place, 4 * sourceStep);
            TWidth.MultiplyAdd(TWidth.Load(ref place), weight, ref sum4);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, sourceStep)), weight, ref sum5);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 2 * sourceStep)), weight, ref sum6);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 3 * sourceStep)), weight, ref sum7);
        }

        Finish<TAddend, TActivation, TWidth, TVector>(sum0, ref addend, slope, ref target);
        Finish<TAddend, TActivation, TWidth, TVector>(sum1, ref Unsafe.Add(ref addend, targetStep), slope, ref Unsafe.Add(ref target, targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum2, ref Unsafe.Add(ref addend, 2 * targetStep), slope, ref Unsafe.Add(ref target, 2 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum3, ref Unsafe.Add(ref addend, 3 * targetStep), slope, ref Unsafe.Add(ref target, 3 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum4, ref Unsafe.Add(ref addend, 4 * targetStep), slope, ref Unsafe.Add(ref target, 4 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum5, ref Unsafe.Add(ref addend, 5 * targetStep), slope, ref Unsafe.Add(ref target, 5 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum6, ref Unsafe.Add(ref addend, 6 * targetStep), slope, ref Unsafe.Add(ref target, 6 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum7, ref Unsafe.Add(ref addend, 7 * targetStep), slope, ref Unsafe.Add(ref target, 7 * targetStep));
    }

    /// <summary>Four pixels, one vector of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateFour<TAddend, TActivation, TWidth, TVector>(
        ReadOnlySpan<Tap> taps, TVector start, ref float kernel, ref float source, nint sourceStep, ref float addend, float slope, ref float target, nint targetStep)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TVector sum0 = start, sum1 = start, sum2 = start, sum3 = start;
        foreach (Tap tap in taps)
        {
            TVector weight = TWidth.Load(ref Unsafe.Add(ref kernel, tap.Weight));
            ref float place = ref Unsafe.Add(ref source, tap.Place);
            TWidth.MultiplyAdd(TWidth.Load(ref place), weight, ref sum0);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, sourceStep)), weight, ref sum1);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 2 * sourceStep)), weight, ref sum2);
            TWidth.MultiplyAdd(TWidth.Load(ref Unsafe.Add(ref place, 3 * sourceStep)), weight, ref sum3);
        }

        Finish<TAddend, TActivation, TWidth, TVector>(sum0, ref addend, slope, ref target);
        Finish<TAddend, TActivation, TWidth, TVector>(sum1, ref Unsafe.Add(ref addend, targetStep), slope, ref Unsafe.Add(ref target, targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum2, ref Unsafe.Add(ref addend, 2 * targetStep), slope, ref Unsafe.Add(ref target, 2 * targetStep));
        Finish<TAddend, TActivation, TWidth, TVector>(sum3, ref Unsafe.Add(ref addend, 3 * targetStep), slope, ref Unsafe.Add(ref target, 3 * targetStep));
    }

    /// <summary>f(sum + addend)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Finish<TAddend, TActivation, TWidth, TVector>(TVector sum, ref float addend, float slope, ref float target)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        if (TAddend.IsPresent)
            sum = TWidth.Add(sum, TWidth.Load(ref addend));
        TWidth.Store(TActivation.Apply<TWidth, TVector>(sum, slope), ref target);
    }
}
