using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Copies of images with zeros around them, so that a convolution needs no edges.</summary>
public static class PaddedImages
{
    /// <summary>Copies one image. Rows and columns of it beyond the copy's end are left out.</summary>
    /// <param name="source">First float of the image.</param>
    /// <param name="rows">Rows of the image.</param>
    /// <param name="rowLength">Floats of a row.</param>
    /// <param name="top">Rows of zeros above it.</param>
    /// <param name="left">Floats of zeros in front of each row.</param>
    /// <param name="target">Receives the copy.</param>
    /// <param name="targetRows">Rows of the copy.</param>
    /// <param name="targetRowLength">Floats of a row of it.</param>
    public static void Copy(ref float source, int rows, int rowLength, int top, int left, ref float target, int targetRows, int targetRowLength)
    {
        int copied = Math.Min(rowLength, targetRowLength - left);
        for (int row = 0; row < targetRows; row++)
        {
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, (nint)row * targetRowLength), targetRowLength);
            if (row < top || row >= top + rows)
            {
                to.Clear();
                continue;
            }

            to[..left].Clear();
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, (nint)(row - top) * rowLength), copied).CopyTo(to[left..]);
            to[(left + copied)..].Clear();
        }
    }
}
