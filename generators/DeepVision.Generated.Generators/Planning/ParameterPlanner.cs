using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Gives every parameter its packing and its place in the flat buffer, in the order of the layers.</summary>
internal static class ParameterPlanner
{
    public static ParameterPlan Plan(LayerGraph graph)
    {
        List<PlacedParameter> placed = [];
        int offset = 0;
        int trainableLength = 0;
        // Trainable tensors come first, so that an optimizer is one pass over one range.
        foreach (bool trainable in new[] { true, false })
        {
            for (int layer = 0; layer < graph.Layers.Count; layer++)
            {
                foreach (ParameterDeclaration parameter in graph.Layers[layer].Parameters)
                {
                    if (parameter.IsTrainable != trainable)
                        continue;
                    PackedLayout layout = LayoutOf(graph, layer, parameter);
                    placed.Add(new PlacedParameter(layer, parameter, layout, offset));
                    offset += layout.PackedLength;
                }
            }

            if (trainable)
                trainableLength = offset;
        }

        return new ParameterPlan(placed.ToEquatableArray(), trainableLength, offset);
    }

    private static PackedLayout LayoutOf(LayerGraph graph, int layer, ParameterDeclaration parameter)
    {
        if (parameter.Role != ParameterRole.Weight || parameter.Dimensions.Count == 1)
            return new PackedLayout(parameter.Dimensions[0], 1, 1, 1, 1, ChannelPadding.Lanes);

        switch (graph.Layers[layer].Operation)
        {
            case ConvolutionOperation convolution:
            {
                int inputs = convolution.InputChannels / convolution.Groups;
                return new PackedLayout(
                    convolution.Filters, inputs, convolution.Vertical.Size, convolution.Horizontal.Size, inputs,
                    ConvolutionBlock(graph, layer, convolution));
            }

            case DenseOperation dense:
            {
                // The image in front of Flatten, if there is one, fixes the order of the columns.
                int flatten = FlattenedLayout.FindFlatten(graph, layer);
                Shape source = flatten < 0 ? Shape.Vector(dense.Inputs) : graph.Layers[flatten].InputShape;
                int stride = flatten < 0 || FlattenedLayout.ReadsNetworkInput(graph, flatten)
                    ? source.Channels
                    : ChannelPadding.RoundUp(source.Channels);
                return new PackedLayout(
                    dense.Units, source.Channels, source.Height, source.Width, stride,
                    ChannelPadding.Block(dense.Units, widest: 32));
            }

            default:
                throw new InvalidOperationException($"{graph.Layers[layer].Description} has a weight, but no packing rule.");
        }
    }

    /// <summary>
    /// Sixty-four channels give tiles of 6 pixels × 4 vectors; a convolution that pools in its epilogue holds four pixels
    /// per window and works on 32 channels.
    /// </summary>
    private static int ConvolutionBlock(LayerGraph graph, int layer, ConvolutionOperation convolution)
    {
        bool pools = false;
        for (int next = layer + 1; next < graph.Layers.Count; next++)
        {
            LayerOperation operation = graph.Layers[next].Operation;
            if (operation is ActivationOperation)
                continue;
            pools = operation is PoolingOperation { Kind: PoolingKind.Max };
            break;
        }

        int perGroup = convolution.Groups > 1 && convolution.Filters / convolution.Groups % ChannelPadding.Lanes == 0
            ? convolution.Filters / convolution.Groups
            : convolution.Filters;
        return ChannelPadding.Block(perGroup, pools || convolution.Groups > 1 ? 32 : 64);
    }
}
