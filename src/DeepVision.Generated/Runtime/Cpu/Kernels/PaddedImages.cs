using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Copies of images with zeros around them, so that a convolution needs no edges.</summary>
public static class PaddedImages
{
    /// <summary>Writes the zeros, which stay where they are when images are copied between them.</summary>
    /// <param name="target">First float of the copy.</param>
    /// <param name="length">Floats of the copy.</param>
    public static void Clear(ref float target, int length) => MemoryMarshal.CreateSpan(ref target, length).Clear();

    /// <summary>Copies one image between the zeros.</summary>
    /// <param name="source">First float of the image.</param>
    /// <param name="stride">Floats from one row of the image to the next.</param>
    /// <param name="rows">Rows to copy.</param>
    /// <param name="length">Floats to copy of each row.</param>
    /// <param name="target">Receives the first float.</param>
    /// <param name="targetStride">Floats from one row of the copy to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int stride, int rows, int length, ref float target, int targetStride)
    {
        // The last piece of a row overlaps the one in front of it, so that nothing beside the row is touched.
        for (; rows > 0; rows--)
        {
            if (length >= Vector512<float>.Count)
                CopyRow<Width512, Vector512<float>>(ref source, ref target, length);
            else if (length >= Vector128<float>.Count)
                CopyRow<Width128, Vector128<float>>(ref source, ref target, length);
            else
                CopyFloats(ref source, ref target, length);
            source = ref Unsafe.Add(ref source, stride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow<TWidth, TVector>(ref float source, ref float target, int length)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        int last = length - TWidth.Lanes;
        for (int i = 0; i < last; i += TWidth.Lanes)
            TWidth.Store(TWidth.Load(ref Unsafe.Add(ref source, i)), ref Unsafe.Add(ref target, i));
        TWidth.Store(TWidth.Load(ref Unsafe.Add(ref source, last)), ref Unsafe.Add(ref target, last));
    }

    private static void CopyFloats(ref float source, ref float target, int length)
    {
        for (int i = 0; i < length; i++)
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
    }
}
