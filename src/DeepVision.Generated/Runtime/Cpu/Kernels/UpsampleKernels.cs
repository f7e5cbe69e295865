using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Enlarges images by whole factors, and the gradients of it. Activations are N,H,W,C floats; each pixel has <c>stride</c> floats (a
/// multiple of 16), whose padding stays zero.
/// </summary>
public static class UpsampleKernels
{
    /// <summary>Each pixel becomes a block of equal ones.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NearestForward(in UpsampleGeometry geometry, ref float source, ref float target, int count, int stride)
    {
        int inputStride = PixelStride.Of(geometry.InputStride, stride), outputStride = PixelStride.Of(geometry.OutputStride, stride);
        nuint place = 0;
        for (nint inputRow = 0; inputRow < (nint)count * geometry.Height; inputRow++)
        {
            for (int copy = 0; copy < geometry.Vertical; copy++)
            {
                nuint from = (nuint)(inputRow * geometry.Width * inputStride);
                for (int column = 0; column < geometry.Width; column++, from += (nuint)inputStride)
                {
                    for (int times = 0; times < geometry.Horizontal; times++, place += (nuint)outputStride)
                    {
                        for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
                            Vector512.LoadUnsafe(ref source, from + channel).StoreUnsafe(ref target, place + channel);
                    }
                }
            }
        }
    }

    /// <summary>Each pixel gets the sum of the gradients of its block.</summary>
    /// <param name="geometry">The shapes of the forward pass.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="target">Gradient of the inputs, overwritten everywhere.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NearestBackward(in UpsampleGeometry geometry, ref float gradient, ref float target, int count, int stride)
    {
        int gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        nint rowLength = (nint)geometry.OutputWidth * gradientStride;
        nuint place = 0;
        for (nint row = 0; row < (nint)count * geometry.Height; row++)
        {
            for (int column = 0; column < geometry.Width; column++)
            {
                nint corner = row * geometry.Vertical * rowLength + (nint)column * geometry.Horizontal * gradientStride;
                for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> sum = Vector512<float>.Zero;
                    for (int blockRow = 0; blockRow < geometry.Vertical; blockRow++)
                    {
                        nint first = corner + blockRow * rowLength + channel;
                        for (int blockColumn = 0; blockColumn < geometry.Horizontal; blockColumn++)
                            sum += Vector512.LoadUnsafe(ref gradient, (nuint)(first + (nint)blockColumn * gradientStride));
                    }

                    sum.StoreUnsafe(ref target, place);
                }
            }
        }
    }

    /// <summary>Straight lines between the centres of pixels, both ways (PyTorch's <c>align_corners=False</c>).</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BilinearForward(in UpsampleGeometry geometry, ref float source, ref float target, int count, int stride)
    {
        int inputStride = PixelStride.Of(geometry.InputStride, stride), outputStride = PixelStride.Of(geometry.OutputStride, stride);
        nuint place = 0;
        for (int sample = 0; sample < count; sample++)
        {
            ref float image = ref Unsafe.Add(ref source, (nint)sample * geometry.Height * geometry.Width * inputStride);
            for (int row = 0; row < geometry.Height * geometry.Vertical; row++)
            {
                (int above, int below, float down) = UpsampleGeometry.Neighbours(row, geometry.Vertical, geometry.Height);
                ref float upper = ref Unsafe.Add(ref image, (nint)above * geometry.Width * inputStride);
                ref float lower = ref Unsafe.Add(ref image, (nint)below * geometry.Width * inputStride);
                for (int column = 0; column < geometry.OutputWidth; column++, place += (nuint)outputStride)
                {
                    (int left, int right, float along) = UpsampleGeometry.Neighbours(column, geometry.Horizontal, geometry.Width);
                    nuint west = (nuint)((nint)left * inputStride), east = (nuint)((nint)right * inputStride);
                    for (nuint channel = 0; channel < (nuint)stride; channel += Lanes.Count)
                    {
                        Vector512<float> top = Between(Vector512.LoadUnsafe(ref upper, west + channel), Vector512.LoadUnsafe(ref upper, east + channel), along);
                        Vector512<float> bottom = Between(Vector512.LoadUnsafe(ref lower, west + channel), Vector512.LoadUnsafe(ref lower, east + channel), along);
                        Between(top, bottom, down).StoreUnsafe(ref target, place + channel);
                    }
                }
            }
        }
    }

    /// <summary>Each pixel gathers from the outputs around it as much as it gave them, so that it is written only once.</summary>
    /// <param name="geometry">The shapes of the forward pass.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="target">Gradient of the inputs, overwritten everywhere.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BilinearBackward(in UpsampleGeometry geometry, ref float gradient, ref float target, int count, int stride)
    {
        int gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        nint rowLength = (nint)geometry.OutputWidth * gradientStride;
        nuint place = 0;
        for (int sample = 0; sample < count; sample++)
        {
            ref float image = ref Unsafe.Add(ref gradient, (nint)sample * geometry.Height * geometry.Vertical * rowLength);
            for (int row = 0; row < geometry.Height; row++)
            {
                (int firstRow, int endRow) = UpsampleGeometry.Readers(row, geometry.Vertical, geometry.Height);
                for (int column = 0; column < geometry.Width; column++)
                {
                    (int firstColumn, int endColumn) = UpsampleGeometry.Readers(column, geometry.Horizontal, geometry.Width);
                    for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                    {
                        Vector512<float> sum = Vector512<float>.Zero;
                        for (int outputRow = firstRow; outputRow < endRow; outputRow++)
                        {
                            Vector512<float> along = Vector512<float>.Zero;
                            nint from = outputRow * rowLength + channel;
                            for (int outputColumn = firstColumn; outputColumn < endColumn; outputColumn++)
                            {
                                Vector512<float> share = Vector512.Create(UpsampleGeometry.Share(outputColumn, column, geometry.Horizontal, geometry.Width));
                                along = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref image, (nuint)(from + (nint)outputColumn * gradientStride)), share, along);
                            }

                            sum = Vector512.FusedMultiplyAdd(along, Vector512.Create(UpsampleGeometry.Share(outputRow, row, geometry.Vertical, geometry.Height)), sum);
                        }

                        sum.StoreUnsafe(ref target, place);
                    }
                }
            }
        }
    }

    /// <summary>(1 − t) · first + t · second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Between(Vector512<float> first, Vector512<float> second, float t) =>
        Vector512.FusedMultiplyAdd(second, Vector512.Create(t), first * (1f - t));
}
