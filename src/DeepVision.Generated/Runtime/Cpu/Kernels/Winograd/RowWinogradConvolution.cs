using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Convolutions of few channels by Winograd's algorithm along rows alone. The windows of a row are a filter of three or four taps with stride 1 over groups of floats,
/// the phases of their stride with all channels: 7 taps with stride 2 are four over the pixels of one phase and three over those of the other, which have the same seven
/// points, 13 products for four outputs instead of 28. Each point has one sum over the rows of the kernel, so what comes back from the points costs
/// little, where tiles of several rows would have a sum of a dozen terms for each of their points. A sample's result doesn't depend on its neighbours.
/// </summary>
public static class RowWinogradConvolution
{
    /// <summary>y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution: no dilation, one group, a window of three or four strides, at most 16 floats from one window to the next; the channels of x lie side by side.</param>
    /// <param name="block">Outputs packed side by side in the weights: 16, 32 or 64.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The packed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">Transformed weights, the transformed rows that a row of the output sees, and the products of two rows.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in GroupedGeometry geometry, int block, ref float source, ref float weights, ref float bias, float slope, ref float target, ref float scratch, int count) =>
        Forward(geometry, block, ref source, ref weights, ref bias, slope, ref target, ref scratch, count, 0, int.MaxValue);

    /// <summary>Some rows of y = f(w ∗ x + bias).</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="block">Outputs packed side by side in the weights: 16, 32 or 64.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="weights">The packed weights.</param>
    /// <param name="bias">One float for each channel, padded to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample.</param>
    /// <param name="scratch">Transformed weights, the transformed rows that a row of the output sees, and the products of two rows.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstRow">First row, counted over all samples.</param>
    /// <param name="endRow">Row before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in GroupedGeometry geometry, int block, ref float source, ref float weights, ref float bias, float slope, ref float target, ref float scratch, int count, int firstRow, int endRow)
    {
        endRow = Math.Min(endRow, count * geometry.OutputHeight);
        if (TapsOf(geometry) == RowWinogradFourTaps.Taps)
            Forward<RowWinogradFourTaps>(geometry, block, ref source, ref weights, ref bias, slope, ref target, ref scratch, firstRow, endRow);
        else
            Forward<RowWinogradThreeTaps>(geometry, block, ref source, ref weights, ref bias, slope, ref target, ref scratch, firstRow, endRow);
    }

    /// <summary>
    /// Adds the gradients of weights and bias. The work is cut into units, the blocks of outputs, that add up all samples in order: units are independent.
    /// </summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="block">Outputs packed side by side in the weights: 16, 32 or 64.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weightGradient">Gradients of the packed weights, added to.</param>
    /// <param name="biasGradient">Gradients of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">The transformed rows of a pass, its transformed gradients of a block, and the sums of the block.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstUnit">First unit.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(
        in GroupedGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int firstUnit, int endUnit)
    {
        nint weights = (nint)geometry.KernelHeight * geometry.KernelWidth * geometry.InputChannels * block;
        for (int unit = firstUnit; unit < endUnit; unit++)
        {
            nint output = (nint)unit * block;
            for (nint part = output; !Unsafe.IsNullRef(ref biasGradient) && part < output + block; part += Lanes.Count)
                AddBias(geometry, ref Unsafe.Add(ref gradient, part), ref Unsafe.Add(ref biasGradient, part), count);
            ref float gradients = ref Unsafe.Add(ref gradient, output);
            ref float blockGradient = ref Unsafe.Add(ref weightGradient, unit * weights);
            if (TapsOf(geometry) == RowWinogradFourTaps.Taps)
                RowWinogradGradient.AddBlock<RowWinogradFourTaps>(geometry, block, ref source, ref gradients, ref blockGradient, ref scratch, count);
            else
                RowWinogradGradient.AddBlock<RowWinogradThreeTaps>(geometry, block, ref source, ref gradients, ref blockGradient, ref scratch, count);
        }
    }

    private static int TapsOf(in GroupedGeometry geometry) => (geometry.KernelWidth + geometry.HorizontalStride - 1) / geometry.HorizontalStride;

    private static void AddBias(in GroupedGeometry geometry, ref float gradient, ref float biasGradient, int count)
    {
        nint pixels = (nint)count * geometry.OutputHeight * geometry.OutputWidth;
        if (Vector512.IsHardwareAccelerated)
            BiasGradients.Add<OneVector<Width512, Vector512<float>>>(ref gradient, pixels, geometry.OutputPixelStride, ref biasGradient);
        else if (Vector256.IsHardwareAccelerated)
            BiasGradients.Add<TwoVectors<Width256, Vector256<float>>>(ref gradient, pixels, geometry.OutputPixelStride, ref biasGradient);
        else
            BiasGradients.Add<FourVectors<Width128, Vector128<float>>>(ref gradient, pixels, geometry.OutputPixelStride, ref biasGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TTransform>(in GroupedGeometry shape, int block, ref float source, ref float weights, ref float bias, float slope, ref float target, ref float scratch, int firstRow, int endRow)
        where TTransform : struct, IRowWinogradTransform
    {
        RowWinogradGeometry geometry = new(shape, block, TTransform.Taps + RowWinogradGeometry.Size - 1);
        int blocks = Lanes.RoundUp(shape.OutputChannels) / block;
        nint blockWeights = (nint)geometry.Points * geometry.WeightPlane;
        TransformWeights<TTransform>(geometry, ref weights, ref scratch, blocks);
        ref float ring = ref Unsafe.Add(ref scratch, blocks * blockWeights);
        RowWinogradSource<TTransform> rows = new(geometry, shape.KernelHeight, ref source, ref ring);
        ref float products = ref Unsafe.Add(ref ring, RowWinogradSource<TTransform>.Length(geometry, shape.KernelHeight));
        ref float others = ref Unsafe.Add(ref products, geometry.TargetPlanes(1));
        RowWinogradTarget<TTransform> previous = new(geometry, ref others, ref bias, slope, ref target, 0);
        Span<nint> places = stackalloc nint[shape.KernelHeight];
        for (int place = firstRow; place < endRow; place++)
        {
            (int sample, int row) = Math.DivRem(place, shape.OutputHeight);
            if (row == 0 || place == firstRow)
                rows.Begin(sample);
            int origin = row * shape.VerticalStride - shape.PadTop;
            (int first, int end) = (Math.Max(0, -origin), Math.Min(shape.KernelHeight, shape.InputHeight - origin));
            rows.Advance(origin + first, origin + end);
            rows.Ask(origin + shape.VerticalStride, origin + shape.VerticalStride + shape.KernelHeight);
            for (int kernelRow = first; kernelRow < end; kernelRow++)
                places[kernelRow] = rows.Place(origin + kernelRow);
            ref float pixels = ref Unsafe.Add(ref target, (nint)place * shape.OutputWidth * shape.OutputPixelStride);
            for (int number = 0; number < blocks; number++)
            {
                ref float weight = ref Unsafe.Add(ref scratch, number * blockWeights + (nint)first * geometry.PaddedLanes * block);
                RowWinogradProducts.Multiply(geometry, ref rows.First, end > first ? places[first..end] : [], ref weight, ref products, ref previous);
                previous.Store(int.MaxValue);
                nint output = (nint)number * block;
                previous = new(geometry, ref products, ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, output), slope, ref Unsafe.Add(ref pixels, output), shape.OutputWidth);
                ref float free = ref others;
                others = ref products;
                products = ref free;
            }
        }

        previous.Store(int.MaxValue);
    }

    /// <summary>The packed weights as planes of [kernel row][lane][output], block after block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformWeights<TTransform>(in RowWinogradGeometry geometry, ref float weights, ref float planes, int blocks)
        where TTransform : struct, IRowWinogradTransform
    {
        // A tap's weights lie as the floats that it meets.
        nint block = geometry.Block, step = geometry.Lanes * block, kernelRow = (nint)geometry.Shape.KernelWidth * geometry.Shape.InputChannels * block;
        for (int number = 0; number < blocks; number++)
        {
            for (int row = 0; row < geometry.Shape.KernelHeight; row++)
            {
                ref float target = ref Unsafe.Add(ref planes, (nint)number * geometry.Points * geometry.WeightPlane + row * geometry.PaddedLanes * block);
                for (nint place = 0; place < step; place += Lanes.Count)
                    TTransform.Weights(ref Unsafe.Add(ref weights, place), step, place < geometry.LastLanes * block, ref Unsafe.Add(ref target, place), geometry.WeightPlane);
                weights = ref Unsafe.Add(ref weights, kernelRow);
            }
        }
    }
}
