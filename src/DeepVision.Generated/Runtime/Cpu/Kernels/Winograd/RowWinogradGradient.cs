using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of a Winograd convolution along rows: transformed rows of the source times transformed rows of the gradient, summed over all tiles at every
/// point. A pass has a few rows of the output, so that the sums, which stay in the second-level cache, are loaded and stored rarely.
/// </summary>
internal static class RowWinogradGradient
{
    /// <summary>Adds the gradients of the weights of a block of outputs.</summary>
    /// <param name="shape">The convolution's forward pass.</param>
    /// <param name="block">Outputs of the block.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gradient">dy of the block's first output in the first pixel.</param>
    /// <param name="weightGradient">Gradients of the block's packed weights, added to.</param>
    /// <param name="scratch">The transformed rows of a pass, its transformed gradients, and the sums.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBlock<TTransform>(in GroupedGeometry shape, int block, ref float source, ref float gradient, ref float weightGradient, ref float scratch, int count)
        where TTransform : struct, IRowWinogradTransform
    {
        RowWinogradGeometry geometry = new(shape, block, TTransform.Taps + RowWinogradGeometry.Size - 1);
        int passRows = geometry.PassRows, capacity = geometry.InputRows(passRows);
        nint plane = geometry.TargetPlane(passRows), gradientRow = (nint)geometry.Tiles * block, pixelRow = (nint)shape.OutputWidth * shape.OutputPixelStride;
        RowWinogradSource<TTransform> rows = new(geometry, capacity, ref source, ref scratch);
        ref float planes = ref Unsafe.Add(ref scratch, RowWinogradSource<TTransform>.Length(geometry, capacity));
        ref float sums = ref Unsafe.Add(ref planes, geometry.TargetPlanes(passRows));
        MemoryMarshal.CreateSpan(ref sums, geometry.Points * geometry.WeightPlane).Clear();
        Span<nint> places = stackalloc nint[passRows];
        for (int sample = 0; sample < count; sample++)
        {
            rows.Begin(sample);
            for (int first = 0; first < shape.OutputHeight; first += passRows)
            {
                int end = Math.Min(first + passRows, shape.OutputHeight), origin = first * shape.VerticalStride - shape.PadTop;
                rows.Advance(Math.Max(0, origin), origin + geometry.InputRows(end - first));
                rows.Ask(origin + passRows * shape.VerticalStride, origin + passRows * shape.VerticalStride + capacity);
                for (int row = first; row < end; row++)
                    Transform<TTransform>(geometry, ref Unsafe.Add(ref gradient, sample * shape.OutputLength + row * pixelRow), ref Unsafe.Add(ref planes, (row - first) * gradientRow), plane);
                ref float ahead = ref Unsafe.Add(ref gradient, sample * shape.OutputLength + end * pixelRow);
                nint share = passRows * pixelRow / shape.KernelHeight;
                for (int kernelRow = 0; kernelRow < shape.KernelHeight; kernelRow++)
                {
                    // Rows of dy whose row of the source exists are neighbours.
                    int skipped = 0, meeting = 0;
                    for (int row = first; row < end; row++)
                    {
                        int inputRow = row * shape.VerticalStride - shape.PadTop + kernelRow;
                        if (inputRow < 0)
                            skipped++;
                        else if (inputRow < shape.InputHeight)
                            places[meeting++] = rows.Place(inputRow);
                    }

                    if (meeting > 0)
                        RowWinogradProducts.Add(geometry, ref rows.First, places[..meeting], ref Unsafe.Add(ref planes, skipped * gradientRow), plane, ref Unsafe.Add(ref sums, (nint)kernelRow * geometry.PaddedLanes * block), ref ahead, share);
                    ahead = ref Unsafe.Add(ref ahead, share);
                }
            }
        }

        AddWeights<TTransform>(geometry, ref sums, ref weightGradient);
    }

    /// <summary>A row of the gradient, of which sixteen outputs of four pixels at a time become planes of [tile][output]. Pixels behind the end count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform<TTransform>(in RowWinogradGeometry geometry, ref float gradient, ref float planes, nint plane)
        where TTransform : struct, IRowWinogradTransform
    {
        nint block = geometry.Block, stride = geometry.Shape.OutputPixelStride;
        for (int column = 0; column < geometry.Shape.OutputWidth; column += RowWinogradGeometry.Size)
        {
            int columns = geometry.Shape.OutputWidth - column;
            for (nint output = 0; output < block; output += Lanes.Count)
            {
                ref float pixel = ref Unsafe.Add(ref gradient, output);
                TTransform.TargetGradient(
                    Vector512.LoadUnsafe(ref pixel), WinogradColumn.At(ref pixel, stride, 1, columns), WinogradColumn.At(ref pixel, stride, 2, columns), WinogradColumn.At(ref pixel, stride, 3, columns),
                    ref Unsafe.Add(ref planes, output), plane);
            }

            planes = ref Unsafe.Add(ref planes, block);
            gradient = ref Unsafe.Add(ref gradient, RowWinogradGeometry.Size * stride);
        }
    }

    /// <summary>Adds Gᵀ dU to the weight gradient of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeights<TTransform>(in RowWinogradGeometry geometry, ref float sums, ref float weights)
        where TTransform : struct, IRowWinogradTransform
    {
        nint block = geometry.Block, step = geometry.Lanes * block, kernelRow = (nint)geometry.Shape.KernelWidth * geometry.Shape.InputChannels * block;
        for (int row = 0; row < geometry.Shape.KernelHeight; row++)
        {
            for (nint place = 0; place < step; place += Lanes.Count)
                TTransform.WeightGradient(ref Unsafe.Add(ref sums, place), geometry.WeightPlane, place < geometry.LastLanes * block, ref Unsafe.Add(ref weights, place), step);
            sums = ref Unsafe.Add(ref sums, (nint)geometry.PaddedLanes * block);
            weights = ref Unsafe.Add(ref weights, kernelRow);
        }
    }
}
