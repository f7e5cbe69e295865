namespace DeepVision.Generated;

/// <summary>
/// A layer of one's own, made of others: a class whose base call lists them. It is used like any layer, in a network or in
/// another block, and every use has weights of its own.
/// </summary>
/// <remarks>
/// <code>
/// public sealed class Residual(int filters, int stride = 1) : Block(
///     new Branch(),
///     new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
///     new Conv2D(filters, 3) { Pad = 1, Bias = false }, new BatchNorm(),
///     new Branch(), new Shortcut(),
///     new Add(), new ReLU());
///
/// [Network(32, 32, 3)]
/// [Conv2D(16, 3, Pad = 1), BatchNorm, ReLU]
/// [Residual(16, Times = 3), Residual(32, stride: 2), Residual(32, Times = 2)]
/// [GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]
/// public partial class SmallResNet;
/// </code>
/// The generator reads the base call at compile time. It may hold constants, the constructor's parameters, arithmetic,
/// comparisons, <c>Math.Max</c> and <c>Math.Min</c>, <c>?:</c>, and layers that are there or not: <c>norm ? new BatchNorm() : null</c>.
/// Names are the block's own: its layers read each other and <c>"input"</c>, which is what the block receives.
/// </remarks>
public abstract class Block : Layer
{
    /// <summary>A block of these layers, in order.</summary>
    /// <param name="layers">Layers and marks as in a network; null for one that isn't there.</param>
    protected Block(params GraphElement?[] layers) => Layers = [.. layers.OfType<GraphElement>()];

    /// <summary>The layers and marks of the block, in order, those that aren't there left out.</summary>
    public IReadOnlyList<GraphElement> Layers { get; }
}
