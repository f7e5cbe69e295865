using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Convolutions whose groups are too narrow to fill a vector. Depthwise ones (one input and one output per group) run
/// sixteen channels at a time, all others channel by channel. Weights are packed as <see cref="WeightLayout"/> says,
/// with a block that is a multiple of 16; <see cref="WeightLayout.Inputs"/> counts the inputs of one group.
/// </summary>
public static class GroupedConvolution
{
    /// <summary>y = f(w ∗ x + bias); the padding of the target is written as zero.</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the first input sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="count">Samples.</param>
    /// <param name="next">What is read behind this call.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, float slope, ref float target, int count, FarBand next = default)
        where TActivation : struct, ITileActivation =>
        Forward<TileWithoutAddend, TActivation>(geometry, layout, ref source, ref weights, ref bias, ref target, slope, ref target, 0, count * geometry.OutputHeight, next);

    /// <summary>y = f(w ∗ x + bias + addend); the padding of the target is that of the addend: zero.</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the first input sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target, but in another place.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="count">Samples.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count)
        where TActivation : struct, ITileActivation =>
        Forward<TActivation>(geometry, layout, ref source, ref weights, ref bias, ref addend, slope, ref target, 0, count * geometry.OutputHeight);

    /// <summary>Some rows of y = f(w ∗ x + bias).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the first input sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="firstRow">First row of the outputs, counted through all samples.</param>
    /// <param name="endRow">Row before which to stop.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, float slope, ref float target, int firstRow, int endRow)
        where TActivation : struct, ITileActivation =>
        Forward<TileWithoutAddend, TActivation>(geometry, layout, ref source, ref weights, ref bias, ref target, slope, ref target, firstRow, endRow, default);

    /// <summary>Some rows of y = f(w ∗ x + bias + addend).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the first input sample.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target, but in another place.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="firstRow">First row of the outputs, counted through all samples.</param>
    /// <param name="endRow">Row before which to stop.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int firstRow, int endRow)
        where TActivation : struct, ITileActivation =>
        Forward<TileAddend, TActivation>(geometry, layout, ref source, ref weights, ref bias, ref addend, slope, ref target, firstRow, endRow, default);

    private static void Forward<TAddend, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int firstRow, int endRow, FarBand next)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        for (int row = firstRow; row < endRow;)
        {
            (int sample, int top) = Math.DivRem(row, geometry.OutputHeight);
            GroupedGeometry rows = geometry.Rows(top, Math.Min(geometry.OutputHeight - top, endRow - row));
            nint outputs = (nint)row * geometry.OutputWidth * geometry.OutputPixelStride;
            ref float from = ref Unsafe.Add(ref source, sample * geometry.InputLength);
            ref float to = ref Unsafe.Add(ref target, outputs);
            ref float other = ref Unsafe.Add(ref addend, outputs);
            if (geometry.IsDepthwise)
                DepthwiseConvolution.Forward<TAddend, TActivation>(rows, layout, ref from, ref weights, ref bias, ref other, slope, ref to, row == firstRow ? next : default);
            else
                NarrowGroupConvolution.Forward<TAddend, TActivation>(rows, layout, ref from, ref weights, ref bias, ref other, slope, ref to);
            row += rows.OutputHeight;
        }
    }

    /// <summary>A band of rows of y = f(w ∗ x + bias).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">The first row of the input that the band sees.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the first row of the band.</param>
    /// <param name="bands">The band.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, float slope, ref float target, in RowBands bands)
        where TActivation : struct, ITileActivation =>
        Forward<TActivation>(bands.Of(geometry), layout, ref source, ref weights, ref bias, slope, ref target, 1);

    /// <summary>A band of channels of y = f(w ∗ x + bias), of a depthwise convolution.</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the band's inputs, which no others lie between.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="count">Samples.</param>
    /// <param name="bands">The band.</param>
    public static void Forward<TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, float slope, ref float target, int count, in ChannelBands bands)
        where TActivation : struct, ITileActivation =>
        Forward<TActivation>(
            geometry.ChannelBand(bands.First, bands.Count, bands.Count, geometry.OutputPixelStride), layout, ref source, ref weights, ref bias, slope,
            ref Unsafe.Add(ref target, bands.First), count);

    /// <summary>The gradient of the inputs, overwritten; its padding is written as zero.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="weights">The weights as stored, not transposed.</param>
    /// <param name="target">Receives the gradient of the inputs.</param>
    /// <param name="count">Samples.</param>
    /// <param name="next">What is read behind this call.</param>
    public static void InputGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float target, int count, FarBand next = default) =>
        InputGradient<TileWithoutAddend>(geometry, layout, ref gradient, ref weights, ref target, ref target, count, next);

    /// <summary>The gradient of the inputs plus an addend; its padding is that of the addend: zero.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="weights">The weights as stored, not transposed.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target, but in another place.</param>
    /// <param name="target">Receives the gradient of the inputs.</param>
    /// <param name="count">Samples.</param>
    public static void InputGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, int count) =>
        InputGradient<TileAddend>(geometry, layout, ref gradient, ref weights, ref addend, ref target, count, default);

    private static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target, int count, FarBand next)
        where TAddend : struct, ITileAddend
    {
        for (int sample = 0; sample < count; sample++)
        {
            ref float from = ref Unsafe.Add(ref gradient, sample * geometry.OutputLength);
            ref float to = ref Unsafe.Add(ref target, sample * geometry.InputLength);
            ref float other = ref Unsafe.Add(ref addend, sample * geometry.InputLength);
            if (geometry.IsDepthwise)
                DepthwiseConvolution.InputGradient<TAddend>(geometry, layout, ref from, ref weights, ref other, ref to, sample == 0 ? next : default);
            else
                NarrowGroupConvolution.InputGradient<TAddend>(geometry, layout, ref from, ref weights, ref other, ref to);
        }
    }

    /// <summary>Adds the gradients of weights and bias, sample after sample.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">The layer's inputs.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="weightGradient">Gradient of the weights, in their layout; added to.</param>
    /// <param name="biasGradient">Gradient of the bias, added to; a null reference for none.</param>
    /// <param name="count">Samples.</param>
    /// <param name="next">What is read behind this call.</param>
    /// <param name="other">What is read behind this call besides.</param>
    public static void WeightGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, int count, FarBand next = default, FarBand other = default)
    {
        for (int sample = 0; sample < count; sample++)
        {
            ref float inputs = ref Unsafe.Add(ref source, sample * geometry.InputLength);
            ref float outputs = ref Unsafe.Add(ref gradient, sample * geometry.OutputLength);
            if (geometry.IsDepthwise)
                DepthwiseWeightGradient.Run(geometry, layout, ref inputs, ref outputs, ref weightGradient, ref biasGradient, sample == 0 ? next : default, sample == 0 ? other : default);
            else
                NarrowGroupConvolution.WeightGradient(geometry, layout, ref inputs, ref outputs, ref weightGradient, ref biasGradient);
        }
    }
}
