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
    public static void Place(ref float source, int sourceHeight, int sourceWidth, ref float target, int targetHeight, int targetWidth, int top, int left, int count, int stride)
    {
        int firstColumn = Math.Clamp(left, 0, targetWidth), endColumn = Math.Clamp(left + sourceWidth, firstColumn, targetWidth);
        int before = firstColumn * stride, length = (endColumn - firstColumn) * stride;
        nint sourceRow = (nint)sourceWidth * stride, targetRow = (nint)targetWidth * stride;
        for (int sample = 0; sample < count; sample++)
        {
            ref float from = ref Unsafe.Add(ref source, sample * sourceHeight * sourceRow);
            ref float to = ref Unsafe.Add(ref target, sample * targetHeight * targetRow);
            for (int row = 0; row < targetHeight; row++)
            {
                Span<float> written = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, row * targetRow), (int)targetRow);
                int read = row - top;
                if (read < 0 || read >= sourceHeight || length == 0)
                {
                    written.Clear();
                    continue;
                }

                written[..before].Clear();
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, read * sourceRow + (nint)(firstColumn - left) * stride), length).CopyTo(written[before..]);
                written[(before + length)..].Clear();
            }
        }
    }
}
