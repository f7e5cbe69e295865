using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The way back: the gradient of the pooling's input is made some rows at a time, and read by the normalisation while it is in a cache.</content>
public static partial class NormalizedPooling
{
    /// <summary>The sums over one lane that all gradients of the normalisation need, as <see cref="BatchNormKernels"/> makes them.</summary>
    /// <typeparam name="TActivation">The activation behind the normalisation.</typeparam>
    /// <param name="geometry">The shapes of the pooling.</param>
    /// <param name="source">The normalisation's inputs x. Samples of the lane in front of these lie in front of them, and so do their gradients and winners.</param>
    /// <param name="gradient">Gradient of the pooling's outputs.</param>
    /// <param name="codes">The pooling's winners.</param>
    /// <param name="normalization">The normalisation.</param>
    /// <param name="rows">Memory for some rows of the pooling's input.</param>
    /// <param name="bandRows">How many: at least a block of pixels and two rows more; where windows lie edge to edge, those of whole windows, and two windows more.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="partial">Receives 2 × <paramref name="stride"/> floats: Σ dy′, then Σ dy′·x̂.</param>
    /// <param name="before">Pixels of the lane of which <paramref name="partial"/> has the sums; 0 begins anew.</param>
    /// <param name="whole">
    /// Pixels of the lane, where blocks are those of one call for all of them: those that begin a block at the end are left to the call with the next pixels, which
    /// lie behind these. 0 where each call has blocks of its own.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums<TActivation>(in PoolingGeometry geometry, ref float source, ref float gradient, ref byte codes, in NormalizedSource normalization, ref float rows, int bandRows, int count, int stride, ref float partial, nint before = 0, nint whole = 0)
        where TActivation : struct, ITileActivation
    {
        if (before == 0)
            BatchNormKernels.Clear(ref partial, stride, stride);

        int unit = UnitRows(geometry);
        nint blockPixels = BatchNormKernels.BlockPixels(stride), width = geometry.InputWidth, samplePixels = geometry.InputPixels;
        (nint begin, nint end) = BatchNormKernels.Blocks(before, count * samplePixels, whole, blockPixels);
        for (nint pixel = begin; pixel < end;)
        {
            // What begins a block may belong to samples in front of these, which have negative numbers then.
            nint sample = (pixel < 0 ? pixel - samplePixels + 1 : pixel) / samplePixels;
            int row = (int)((pixel - sample * samplePixels) / width) / unit * unit;
            nint first = sample * samplePixels + row * width;
            nint made = first + MakeRows(geometry, ref gradient, ref codes, sample, row, (end - first + width - 1) / width, ref rows, bandRows, stride) * width;
            nint last = made >= end ? end : made - (made - begin) % blockPixels;

            // They are blocks of the whole lane, which has begun.
            BatchNormKernels.GradientSums<TActivation>(
                ref Unsafe.Add(ref source, pixel * PixelStride.Of(geometry.InputStride, stride)), ref Unsafe.Add(ref rows, (pixel - first) * stride), normalization.Slope,
                ref normalization.Mean, ref normalization.InverseDeviation, ref normalization.Scale, ref normalization.Shift,
                last - pixel, stride, ref partial, sourceStride: geometry.InputStride, before: 1);
            pixel = last;
        }
    }

    /// <summary>The gradient of the normalisation's inputs, as <see cref="BatchNormKernels"/> makes it.</summary>
    /// <typeparam name="TActivation">The activation behind the normalisation.</typeparam>
    /// <param name="geometry">The shapes of the pooling.</param>
    /// <param name="source">The normalisation's inputs x.</param>
    /// <param name="gradient">Gradient of the pooling's outputs.</param>
    /// <param name="codes">The pooling's winners.</param>
    /// <param name="normalization">The normalisation.</param>
    /// <param name="rows">Memory for some rows of the pooling's input.</param>
    /// <param name="bandRows">How many; where windows lie edge to edge, those of whole windows.</param>
    /// <param name="target">Receives dx.</param>
    /// <param name="scaleGradient">The batch's gradient of γ.</param>
    /// <param name="shiftGradient">The batch's gradient of β.</param>
    /// <param name="totalPixels">Pixels of the whole batch.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TActivation>(in PoolingGeometry geometry, ref float source, ref float gradient, ref byte codes, in NormalizedSource normalization, ref float rows, int bandRows, ref float target, ref float scaleGradient, ref float shiftGradient, long totalPixels, int count, int stride)
        where TActivation : struct, ITileActivation
    {
        nint sourceStride = PixelStride.Of(geometry.InputStride, stride);
        for (nint sample = 0; sample < count; sample++)
        {
            for (int row = 0, made; row < geometry.InputHeight; row += made)
            {
                nint first = sample * geometry.InputPixels + (nint)row * geometry.InputWidth;
                made = MakeRows(geometry, ref gradient, ref codes, sample, row, geometry.InputHeight - row, ref rows, bandRows, stride);
                BatchNormKernels.InputGradient<TActivation>(
                    ref Unsafe.Add(ref source, first * sourceStride), ref rows, normalization.Slope, ref Unsafe.Add(ref target, first * stride),
                    ref normalization.Mean, ref normalization.InverseDeviation, ref normalization.Scale, ref normalization.Shift,
                    ref scaleGradient, ref shiftGradient, totalPixels, (nint)made * geometry.InputWidth, stride, sourceStride: geometry.InputStride);
            }
        }
    }

    /// <summary>Rows of the gradient of the pooling's input, from one of a sample on through those that follow: as many as are wanted and there is room for, of whole windows.</summary>
    /// <returns>How many have been made.</returns>
    private static int MakeRows(in PoolingGeometry geometry, ref float gradient, ref byte codes, nint sample, int row, nint wanted, ref float target, int room, int stride)
    {
        int unit = UnitRows(geometry), made = 0;
        for (; made < wanted; sample++, row = 0)
        {
            int end = (int)Math.Min(geometry.InputHeight, row + Math.Min(wanted - made + unit - 1, room - made) / unit * unit);
            nint outputs = sample * geometry.OutputPixels;
            PoolingKernels.MaxBackwardRows(
                geometry, ref Unsafe.Add(ref gradient, outputs * PixelStride.Of(geometry.OutputStride, stride)), ref Unsafe.Add(ref codes, outputs * stride),
                ref Unsafe.Add(ref target, (nint)made * geometry.InputWidth * stride), row, end, stride);
            made += end - row;
            if (end < geometry.InputHeight)
                break;
        }

        return made;
    }

    /// <summary>Rows of the input that are made together: those of a window where windows lie edge to edge.</summary>
    private static int UnitRows(in PoolingGeometry geometry) => geometry.Tiles ? geometry.WindowHeight : 1;
}
