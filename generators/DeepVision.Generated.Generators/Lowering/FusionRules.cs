using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Neighbouring layers that run as one kernel.</summary>
/// <param name="First">First layer.</param>
/// <param name="Last">Last layer.</param>
/// <param name="BatchNorm">The batch normalisation folded into the first layer's weights, or None.</param>
/// <param name="Activation">The fused activation.</param>
/// <param name="Pooling">Layer of the fused pooling, or None.</param>
internal sealed record FusedLayers(int First, int Last, int BatchNorm, ElementwiseFunction? Activation, int Pooling);

/// <summary>
/// The table of fusion rules, in order; the first that matches at a layer wins, and every layer matches the last.
/// </summary>
internal static class FusionRules
{
    private delegate FusedLayers? Rule(LayerGraph graph, int layer, bool training);

    private static readonly Rule[] s_rules = [ContractionChain, BatchNormWithActivation, Single];

    /// <summary>Splits the layers into groups.</summary>
    public static List<FusedLayers> Apply(LayerGraph graph, bool training)
    {
        List<FusedLayers> groups = [];
        for (int layer = 0; layer < graph.Layers.Count; layer = groups[groups.Count - 1].Last + 1)
            groups.Add(s_rules.Select(rule => rule(graph, layer, training)).First(group => group is not null)!);
        return groups;
    }

    /// <summary>
    /// Convolution or dense, then, each if present: batch normalisation (prediction only: it becomes part of the
    /// weights), an activation that may be fused, max pooling without overlap.
    /// </summary>
    private static FusedLayers? ContractionChain(LayerGraph graph, int layer, bool training)
    {
        LayerOperation main = graph.Layers[layer].Operation;
        if (main is not (ConvolutionOperation or DenseOperation))
            return null;

        int last = layer;
        int batchNorm = Kernel.None;
        if (!training && Next(graph, last) is BatchNormOperation)
            batchNorm = ++last;

        ElementwiseFunction? activation = FusibleActivation(Next(graph, last));
        if (activation is not null)
            last++;

        int pooling = Kernel.None;
        if (main is ConvolutionOperation { Groups: 1 } && Next(graph, last) is PoolingOperation pool && CanFuse(pool))
            pooling = ++last;
        return new FusedLayers(layer, last, batchNorm, activation, pooling);
    }

    private static FusedLayers? BatchNormWithActivation(LayerGraph graph, int layer, bool training)
    {
        if (graph.Layers[layer].Operation is not BatchNormOperation)
            return null;
        ElementwiseFunction? activation = FusibleActivation(Next(graph, layer));
        return new FusedLayers(layer, activation is null ? layer : layer + 1, Kernel.None, activation, Kernel.None);
    }

    private static FusedLayers? Single(LayerGraph graph, int layer, bool training) =>
        new(layer, layer, Kernel.None, null, Kernel.None);

    /// <summary>
    /// The Sigmoid in front of BinaryCrossEntropy belongs to the loss, which is exact for large scores only when it
    /// sees the scores themselves: such a layer lowers to nothing.
    /// </summary>
    public static bool IsSigmoidOfLoss(LayerGraph graph, int layer) =>
        layer == graph.Layers.Count - 1
        && graph.Loss is BinaryCrossEntropyOperation
        && graph.Layers[layer].Operation is ActivationOperation { Function.Kind: "Sigmoid" };

    private static LayerOperation? Next(LayerGraph graph, int layer) =>
        layer + 1 < graph.Layers.Count ? graph.Layers[layer + 1].Operation : null;

    /// <summary>Activations that cost one or two instructions and whose derivative follows from the sign of the output.</summary>
    private static ElementwiseFunction? FusibleActivation(LayerOperation? operation) =>
        operation is ActivationOperation { Function: { IsFusible: true } function } ? function : null;

    private static bool CanFuse(PoolingOperation pool) =>
        pool.Kind == PoolingKind.Max
        && CoversWithoutOverlap(pool.Vertical)
        && CoversWithoutOverlap(pool.Horizontal)
        // A window of one pixel changes nothing, and a convolution over one pixel is printed as a dense layer, which pools nothing.
        && pool.Vertical.Size * pool.Horizontal.Size is > 1 and <= 9;

    private static bool CoversWithoutOverlap(WindowAxis axis) =>
        axis.Stride == axis.Size && axis.PadBefore == 0 && axis.Output * axis.Size <= axis.Input;
}
