using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Depthwise convolutions of 3×3 with stride 1, for one sample: a strip of four columns goes down the image. Each row of the source is read once and meets the three
/// rows of the kernel, so three rows of the target are under way: twelve sums, enough to hide the latency of the additions. Each value is the chain of multiply-adds
/// that <see cref="DepthwiseConvolution"/> makes, to the bit.
/// </summary>
/// <remarks>
/// The input gradient is the same convolution of an image that is read backwards, from its last pixel to its first: there it meets the kernel in its own order too.
/// </remarks>
internal static class DepthwiseStrips
{
    /// <summary>Columns of a strip.</summary>
    private const int Columns = 4;

    /// <summary>How many rows ahead the target is asked for.</summary>
    private const int RowsAhead = 2;

    /// <summary>From pixel to pixel and from row to row, in floats; negative where an image is read backwards.</summary>
    private readonly record struct Steps(nint Source, nint SourceRow, nint Target, nint TargetRow, Ahead Far, Ahead Next);

    /// <summary>How what is asked for lies, in floats: for a pixel of a strip, a row, a strip and a channel.</summary>
    private readonly record struct Ahead(nint Pixel, nint Row, nint Strip, nint Channel)
    {
        public ref float At(ref float first, int strip, int channel) => ref Unsafe.Add(ref first, strip * Strip + channel * Channel);
    }

    /// <summary>The extents of a pass, and the zeros in front of the source.</summary>
    private readonly record struct Extents(int SourceHeight, int SourceWidth, int TargetHeight, int TargetWidth, int PadTop, int PadLeft)
    {
        public static Extents Forward(in GroupedGeometry geometry) =>
            new(geometry.InputHeight, geometry.InputWidth, geometry.OutputHeight, geometry.OutputWidth, geometry.PadTop, geometry.PadLeft);

        public static Extents InputGradient(in GroupedGeometry geometry) => new(
            geometry.OutputHeight, geometry.OutputWidth, geometry.InputHeight, geometry.InputWidth,
            geometry.InputHeight - geometry.OutputHeight + geometry.PadTop, geometry.InputWidth - geometry.OutputWidth + geometry.PadLeft);

        /// <summary>Whether the middle column of the kernel sees the source from every pixel, and the first row of the target sees it at all.</summary>
        public bool Suit => PadLeft is 0 or 1 && PadTop <= 2 && TargetWidth >= Columns && TargetWidth - PadLeft < SourceWidth;
    }

    /// <summary>Whether the forward pass can run here.</summary>
    public static bool SuitsForward(in GroupedGeometry geometry) => IsKernel(geometry) && Extents.Forward(geometry).Suit;

    /// <summary>Whether the input gradient can.</summary>
    public static bool SuitsInputGradient(in GroupedGeometry geometry) => IsKernel(geometry) && Extents.InputGradient(geometry).Suit;

    public static void Forward<TSource, TAddend, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, ref float addend, float slope, ref float target, FarBand next)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        nint step = geometry.InputPixelStride, targetStep = geometry.OutputPixelStride, sourceRow = step * geometry.InputWidth, targetRow = targetStep * geometry.OutputWidth;
        Extents extents = Extents.Forward(geometry);
        if (TSource.IsNormalized)
        {
            // Nobody has read the source yet. What follows the rows that are read and written here comes in the order of memory, which strips go through in another one.
            Ahead inOrder = InOrder(geometry.OutputHeight, geometry.PaddedChannels);
            Run<TSource, TAddend, TActivation>(
                extents, new Steps(step, sourceRow, targetStep, targetRow, inOrder, inOrder), layout, geometry.FirstChannel, geometry.PaddedChannels,
                ref source, normalization, ref weights, ref bias, ref addend, slope, ref target, ref Unsafe.Add(ref target, geometry.OutputHeight * targetRow),
                ref Unsafe.Add(ref source, (geometry.OutputHeight + 2 - geometry.PadTop) * sourceRow));
            return;
        }

        Steps steps = new(step, sourceRow, targetStep, targetRow, Alike(targetStep, geometry.OutputWidth), Alike(next.StrideOr(targetStep), geometry.OutputWidth));
        Run<TSource, TAddend, TActivation>(
            extents, steps, layout, geometry.FirstChannel, geometry.PaddedChannels, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target,
            ref Unsafe.Add(ref target, RowsAhead * targetRow), ref next.AtOr(ref target, 0, 0));
    }

    public static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, FarBand next)
        where TAddend : struct, ITileAddend
    {
        nint step = geometry.OutputPixelStride, targetStep = geometry.InputPixelStride, targetRow = targetStep * geometry.InputWidth, nextStep = next.StrideOr(targetStep);
        nint last = (nint)geometry.OutputHeight * geometry.OutputWidth - 1, targetLast = (nint)geometry.InputHeight * geometry.InputWidth - 1;
        Steps steps = new(-step, -step * geometry.OutputWidth, -targetStep, -targetRow, Alike(-targetStep, geometry.InputWidth), Alike(-nextStep, geometry.InputWidth));
        Run<StoredSource, TAddend, TileIdentity>(
            Extents.InputGradient(geometry), steps, layout, geometry.FirstChannel, geometry.PaddedChannels, ref Unsafe.Add(ref gradient, last * step), default, ref weights, ref Unsafe.NullRef<float>(),
            ref Unsafe.Add(ref addend, targetLast * targetStep), 1f, ref Unsafe.Add(ref target, targetLast * targetStep),
            ref Unsafe.Add(ref target, targetLast * targetStep - RowsAhead * targetRow), ref Unsafe.Add(ref next.AtOr(ref target, 0, 0), targetLast * nextStep));
    }

    /// <summary>Pixels in the order of the strips, as those that are made.</summary>
    private static Ahead Alike(nint pixel, int width) => new(pixel, pixel * width, pixel * Columns, 1);

    /// <summary>A cache line for each vector that is made, in the order of memory.</summary>
    private static Ahead InOrder(int rows, int channels) => new(Lanes.Count, Columns * Lanes.Count, (nint)rows * Columns * channels, (nint)rows * Columns);

    private static bool IsKernel(in GroupedGeometry geometry) =>
        geometry is { KernelHeight: 3, KernelWidth: 3, VerticalStride: 1, HorizontalStride: 1, VerticalDilation: 1, HorizontalDilation: 1 };

    private static void Run<TSource, TAddend, TActivation>(
        in Extents extents, in Steps steps, in WeightLayout layout, int firstChannel, int channels, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float far, ref float next)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TSource, TAddend, TActivation, Width512, Vector512<float>>(extents, steps, layout, firstChannel, channels, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target, ref far, ref next);
        else if (Vector256.IsHardwareAccelerated)
            Run<TSource, TAddend, TActivation, Width256, Vector256<float>>(extents, steps, layout, firstChannel, channels, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target, ref far, ref next);
        else
            Run<TSource, TAddend, TActivation, Width128, Vector128<float>>(extents, steps, layout, firstChannel, channels, ref source, normalization, ref weights, ref bias, ref addend, slope, ref target, ref far, ref next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSource, TAddend, TActivation, TWidth, TVector>(
        in Extents extents, in Steps steps, in WeightLayout layout, int firstChannel, int channels, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, ref float addend, float slope, ref float target, ref float far, ref float next)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint weightStride = (nint)layout.InputStride * layout.Block, blockLength = 9 * weightStride;

        // The last strip ends with the rows and makes some columns of the one before it again.
        for (int column = 0; column < extents.TargetWidth; column += Columns)
        {
            int first = Math.Min(column, extents.TargetWidth - Columns);
            int left = first - extents.PadLeft;
            bool seesLeft = left >= 0, seesRight = left + Columns + 1 < extents.SourceWidth;
            for (int channel = 0; channel < channels; channel += TWidth.Lanes)
            {
                nint place = first * steps.Target + channel;
                ref float to = ref Unsafe.Add(ref target, place);
                int output = firstChannel + channel;
                if (output >= layout.Outputs)
                {
                    Clear<TWidth, TVector>(extents.TargetHeight, steps, ref to);
                    continue;
                }

                TVector start = Unsafe.IsNullRef(ref bias) ? default : TWidth.Load(ref Unsafe.Add(ref bias, output));
                ref float kernel = ref Unsafe.Add(ref weights, output / layout.Block * blockLength + output % layout.Block);
                Strip<TSource, TAddend, TActivation, TWidth, TVector>(
                    extents, steps, start, ref Unsafe.Add(ref source, (left + 1) * steps.Source + channel), normalization, output, seesLeft, seesRight, ref kernel, weightStride,
                    ref Unsafe.Add(ref addend, place), slope, ref to,
                    ref steps.Far.At(ref far, column / Columns, channel), ref steps.Next.At(ref next, column / Columns, channel));
            }
        }
    }

    /// <summary>
    /// One vector of channels of a strip. <paramref name="source"/> is what the middle column of the kernel sees from the first column: that pixel exists.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TSource, TAddend, TActivation, TWidth, TVector>(
        in Extents extents, in Steps steps, TVector start, ref float source, in NormalizedSource normalization, int output, bool seesLeft, bool seesRight, ref float kernel, nint weightStride, ref float addend, float slope, ref float target, ref float far, ref float next)
        where TSource : struct, IKernelSource
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        nint step = steps.Source, sourceRow = steps.SourceRow, targetStep = steps.Target, targetRow = steps.TargetRow, farStep = steps.Far.Pixel, farRow = steps.Far.Row, nextStep = steps.Next.Pixel, nextRow = steps.Next.Row;
        TVector weight00 = TWidth.Load(ref kernel), weight01 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight02 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));
        kernel = ref Unsafe.Add(ref kernel, 3 * weightStride);
        TVector weight10 = TWidth.Load(ref kernel), weight11 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight12 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));
        kernel = ref Unsafe.Add(ref kernel, 3 * weightStride);
        TVector weight20 = TWidth.Load(ref kernel), weight21 = TWidth.Load(ref Unsafe.Add(ref kernel, weightStride)), weight22 = TWidth.Load(ref Unsafe.Add(ref kernel, 2 * weightStride));

        float sourceSlope = normalization.Slope;
        TVector offset = default, factor = default, shift = default;
        if (TSource.IsNormalized)
            normalization.Load<TWidth, TVector>(output, out offset, out factor, out shift);

        // Rows of the target by what they have seen: two rows of the source, one, none. The first two may lie above the image.
        TVector oldest0 = start, oldest1 = start, oldest2 = start, oldest3 = start;
        TVector older0 = start, older1 = start, older2 = start, older3 = start;
        int top = -extents.PadTop, first = Math.Max(0, top), end = Math.Min(extents.SourceHeight, extents.TargetHeight + 2 + top);
        int row = first - top - 2;
        source = ref Unsafe.Add(ref source, first * sourceRow);
        for (int seen = first; seen < end || row < extents.TargetHeight; seen++, row++)
        {
            TVector newest0 = start, newest1 = start, newest2 = start, newest3 = start;
            if (seen < end)
            {
                TVector value;
                if (seesLeft)
                {
                    value = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, -step), offset, factor, shift, sourceSlope);
                    TWidth.MultiplyAdd(value, weight20, ref oldest0);
                    TWidth.MultiplyAdd(value, weight10, ref older0);
                    TWidth.MultiplyAdd(value, weight00, ref newest0);
                }

                value = TSource.Load<TWidth, TVector>(ref source, offset, factor, shift, sourceSlope);
                TWidth.MultiplyAdd(value, weight21, ref oldest0);
                TWidth.MultiplyAdd(value, weight11, ref older0);
                TWidth.MultiplyAdd(value, weight01, ref newest0);
                TWidth.MultiplyAdd(value, weight20, ref oldest1);
                TWidth.MultiplyAdd(value, weight10, ref older1);
                TWidth.MultiplyAdd(value, weight00, ref newest1);

                value = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, step), offset, factor, shift, sourceSlope);
                TWidth.MultiplyAdd(value, weight22, ref oldest0);
                TWidth.MultiplyAdd(value, weight12, ref older0);
                TWidth.MultiplyAdd(value, weight02, ref newest0);
                TWidth.MultiplyAdd(value, weight21, ref oldest1);
                TWidth.MultiplyAdd(value, weight11, ref older1);
                TWidth.MultiplyAdd(value, weight01, ref newest1);
                TWidth.MultiplyAdd(value, weight20, ref oldest2);
                TWidth.MultiplyAdd(value, weight10, ref older2);
                TWidth.MultiplyAdd(value, weight00, ref newest2);

                value = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref source, 2 * step), offset, factor, shift, sourceSlope);
                TWidth.MultiplyAdd(value, weight22, ref oldest1);
                TWidth.MultiplyAdd(value, weight12, ref older1);
                TWidth.MultiplyAdd(value, weight02, ref newest1);
                TWidth.MultiplyAdd(value, weight21, ref oldest2);
                TWidth.MultiplyAdd(value, weight11, ref older2);
                TWidth.MultiplyAdd(value, weight01, ref newest2);
                TWidth.MultiplyAdd(value, weight20, ref oldest3);
                TWidth.MultiplyAdd(value, weight10, ref older3);
                TWidth.MultiplyAdd(value, weight00, ref newest3);

                ref float place = ref Unsafe.Add(ref source, 3 * step);
                value = TSource.Load<TWidth, TVector>(ref place, offset, factor, shift, sourceSlope);
                TWidth.MultiplyAdd(value, weight22, ref oldest2);
                TWidth.MultiplyAdd(value, weight12, ref older2);
                TWidth.MultiplyAdd(value, weight02, ref newest2);
                TWidth.MultiplyAdd(value, weight21, ref oldest3);
                TWidth.MultiplyAdd(value, weight11, ref older3);
                TWidth.MultiplyAdd(value, weight01, ref newest3);

                if (seesRight)
                {
                    value = TSource.Load<TWidth, TVector>(ref Unsafe.Add(ref place, step), offset, factor, shift, sourceSlope);
                    TWidth.MultiplyAdd(value, weight22, ref oldest3);
                    TWidth.MultiplyAdd(value, weight12, ref older3);
                    TWidth.MultiplyAdd(value, weight02, ref newest3);
                }

                source = ref Unsafe.Add(ref source, sourceRow);
            }

            if (row >= 0)
            {
                // The target is far away where it is kept for the batch.
                CachePrefetch.Line(ref far);
                CachePrefetch.Line(ref Unsafe.Add(ref far, farStep));
                CachePrefetch.Line(ref Unsafe.Add(ref far, 2 * farStep));
                CachePrefetch.Line(ref Unsafe.Add(ref far, 3 * farStep));
                CachePrefetch.Line(ref next);
                CachePrefetch.Line(ref Unsafe.Add(ref next, nextStep));
                CachePrefetch.Line(ref Unsafe.Add(ref next, 2 * nextStep));
                CachePrefetch.Line(ref Unsafe.Add(ref next, 3 * nextStep));
                DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(oldest0, ref addend, slope, ref target);
                DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(oldest1, ref Unsafe.Add(ref addend, targetStep), slope, ref Unsafe.Add(ref target, targetStep));
                DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(oldest2, ref Unsafe.Add(ref addend, 2 * targetStep), slope, ref Unsafe.Add(ref target, 2 * targetStep));
                DepthwiseConvolution.Finish<TAddend, TActivation, TWidth, TVector>(oldest3, ref Unsafe.Add(ref addend, 3 * targetStep), slope, ref Unsafe.Add(ref target, 3 * targetStep));
                addend = ref Unsafe.Add(ref addend, targetRow);
                target = ref Unsafe.Add(ref target, targetRow);
                far = ref Unsafe.Add(ref far, farRow);
                next = ref Unsafe.Add(ref next, nextRow);
            }

            (oldest0, oldest1, oldest2, oldest3) = (older0, older1, older2, older3);
            (older0, older1, older2, older3) = (newest0, newest1, newest2, newest3);
        }
    }

    /// <summary>The padding of a strip's pixels.</summary>
    private static void Clear<TWidth, TVector>(int rows, in Steps steps, ref float target)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        for (int row = 0; row < rows; row++, target = ref Unsafe.Add(ref target, steps.TargetRow))
        {
            for (int column = 0; column < Columns; column++)
                TWidth.Store(default, ref Unsafe.Add(ref target, column * steps.Target));
        }
    }
}
