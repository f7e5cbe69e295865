using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Moves images into larger or smaller ones: zeros around them, and cuts at their borders.</summary>
public static class PadKernels
{
    /// <summary>
    /// Pixel (r, c) of the target is pixel (r − top, c − left) of the source, or zero where there is none. The gradient is the same
    /// with the images exchanged and both distances negative.
    /// </summary>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="sourceHeight">Rows of the source.</param>
    /// <param name="sourceWidth">Columns of the source.</param>
    /// <param name="target">First float of the first sample written; must not overlap the source.</param>
    /// <param name="targetHeight">Rows of the target.</param>
    /// <param name="targetWidth">Columns of the target.</param>
    /// <param name="top">Rows of zeros above the source; negative where rows are cut off.</param>
    /// <param name="left">Columns of zeros on its left; negative where columns are cut off.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <param name="sourceStride">Floats from one pixel of the source to the next where they lie among the channels of others; 0 where they lie side by side.</param>
    /// <param name="targetStride">The same for the target.</param>
    public static void Place(
        ref float source, int sourceHeight, int sourceWidth, ref float target, int targetHeight, int targetWidth, int top, int left, int count, int stride, int sourceStride = 0, int targetStride = 0)
    {
        (sourceStride, targetStride) = (PixelStride.Of(sourceStride, stride), PixelStride.Of(targetStride, stride));
        int firstColumn = Math.Clamp(left, 0, targetWidth), endColumn = Math.Clamp(left + sourceWidth, firstColumn, targetWidth);
        nint sourceRow = (nint)sourceWidth * sourceStride, targetRow = (nint)targetWidth * targetStride;
        for (int sample = 0; sample < count; sample++)
        {
            ref float from = ref Unsafe.Add(ref source, sample * sourceHeight * sourceRow);
            ref float to = ref Unsafe.Add(ref target, sample * targetHeight * targetRow);
            for (int row = 0; row < targetHeight; row++)
            {
                ref float written = ref Unsafe.Add(ref to, row * targetRow);
                int read = row - top;
                bool isInside = read >= 0 && read < sourceHeight;
                int first = isInside ? firstColumn : targetWidth, end = isInside ? endColumn : targetWidth;
                Clear(ref written, first, stride, targetStride);
                if (first < end)
                    Copy(ref Unsafe.Add(ref from, read * sourceRow + (nint)(first - left) * sourceStride), sourceStride, ref Unsafe.Add(ref written, (nint)first * targetStride), targetStride, end - first, stride);
                Clear(ref Unsafe.Add(ref written, (nint)end * targetStride), targetWidth - end, stride, targetStride);
            }
        }
    }

    private static void Clear(ref float target, int pixels, int length, int stride)
    {
        if (length == stride)
            (pixels, length) = (1, pixels * length);
        for (nint pixel = 0; pixel < pixels; pixel++)
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, pixel * stride), length).Clear();
    }

    private static void Copy(ref float source, int sourceStride, ref float target, int targetStride, int pixels, int length)
    {
        if (length == sourceStride && length == targetStride)
            (pixels, length) = (1, pixels * length);
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, pixel * sourceStride), length)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, pixel * targetStride), length));
        }
    }
}
