using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>
/// Flatten moves no data when a Dense layer follows: the Dense layer's weights take the order of the image in memory,
/// padding channels included. In front of any other layer the image is copied into a dense vector.
/// </summary>
internal static class FlattenedLayout
{
    /// <summary>Index of the Flatten whose image the Dense layer reads in place; −1 when its input is a plain vector.</summary>
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
        return (image, ReadsNetworkInput(graph, flatten) ? image.Channels : ChannelPadding.RoundUp(image.Channels));
    }

    /// <summary>Whether a Flatten hands its image on in place.</summary>
    public static bool IsInPlace(LayerGraph graph, int flatten)
    {
        for (int next = flatten + 1; next < graph.Layers.Count; next++)
        {
            if (!graph.Layers[next].Operation.KeepsOrder)
                return graph.Layers[next].Operation is DenseOperation && FindFlatten(graph, next) == flatten;
        }

        return false;
    }

    /// <summary>
    /// Whether a Flatten reads the network's input and the first Dense layer directly behind it does so too: inputs
    /// have no padding channels.
    /// </summary>
    public static bool ReadsNetworkInput(LayerGraph graph, int flatten) =>
        graph.Layers[flatten].Inputs[0] == LayerNode.NetworkInput
        && flatten + 1 < graph.Layers.Count
        && graph.Layers[flatten + 1].Operation is DenseOperation;
}
