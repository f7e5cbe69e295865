using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Flatten moves no data where only Dense layers see the order of its vector, whatever elementwise layers stand between:
/// the Dense layers' weights take the order of the image in memory, padding channels included. Where any other layer
/// reads the vector, or a loss does, the image is copied into a plain one, without padding channels. In files the columns of such a
/// Dense layer follow the image in either case.
/// </summary>
internal static class FlattenedLayout
{
    /// <summary>Index of the Flatten whose image the columns of a Dense layer follow; −1 when its input is just a vector.</summary>
    public static int FindFlatten(LayerGraph graph, int dense)
    {
        int index = graph.Layers[dense].Inputs[0];
        while (index >= 0 && graph.Layers[index].Operation.KeepsOrder)
            index = graph.Layers[index].Inputs[0];
        return index >= 0 && graph.Layers[index].Operation is FlattenOperation ? index : -1;
    }

    /// <summary>The image whose order a Dense layer's columns take, a vector if there is none, and the distance of its pixels.</summary>
    public static (Shape Image, int PixelStride) ColumnsOf(LayerGraph graph, int dense)
    {
        int flatten = FindFlatten(graph, dense);
        if (flatten < 0)
            return (graph.Layers[dense].InputShape, graph.Layers[dense].InputShape.Channels);
        Shape image = graph.Layers[flatten].InputShape;
        bool isPadded = IsInPlace(graph, flatten) && !ReadsNetworkInput(graph, flatten);
        return (image, isPadded ? ChannelPadding.RoundUp(image.Channels) : image.Channels);
    }

    /// <summary>Whether a Flatten hands its image on in place.</summary>
    public static bool IsInPlace(LayerGraph graph, int flatten)
    {
        // Each image of a sequence becomes a vector, and no Dense layer reads a sequence of them.
        if (graph.Layers[flatten].InputShape.Steps > 0)
            return false;
        HashSet<int> inImageOrder = [flatten];
        for (int layer = flatten + 1; layer < graph.Layers.Count; layer++)
        {
            if (!graph.Layers[layer].Inputs.Any(inImageOrder.Contains))
                continue;
            if (graph.Layers[layer].Operation.KeepsOrder)
                inImageOrder.Add(layer);
            else if (graph.Layers[layer].Operation is not DenseOperation)
                return false;
        }

        // A loss reads the values of the layer in front of it; to a penalty their order means nothing.
        return !graph.Heads.Any(head => head.Loss is not ActivityPenaltyOperation && inImageOrder.Contains(head.Layer));
    }

    /// <summary>
    /// Whether a Flatten reads an input of the network and only Dense layers read it in turn: they take an input as it comes, without
    /// padding channels.
    /// </summary>
    public static bool ReadsNetworkInput(LayerGraph graph, int flatten) =>
        graph.Layers[flatten].Inputs[0] < 0
        && graph.Layers.Skip(flatten + 1).All(node => node.Operation is DenseOperation || !node.Inputs.Contains(flatten));
}
