using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Gives every parameter its packing and its place in the flat buffer, in the order of the table.</summary>
internal static class ParameterPlanner
{
    public static ParameterPlan Plan(LoweredNetwork network)
    {
        Dictionary<int, ContractionKernel> readers = network.Training.Kernels
            .OfType<ContractionKernel>()
            .Where(kernel => kernel.Pass == ContractionPass.Forward)
            .ToDictionary(kernel => kernel.Weight);
        List<PlacedParameter> placed = [];
        int offset = 0;
        int trainableLength = 0, statisticsLength = 0;
        foreach ((int layer, ParameterDeclaration parameter) in network.Parameters.Entries)
        {
            readers.TryGetValue(placed.Count, out ContractionKernel? reader);
            PackedLayout layout = LayoutOf(network.Graph, layer, parameter, reader);
            placed.Add(new PlacedParameter(layer, parameter, layout, offset));
            offset += layout.PackedLength;
            trainableLength += parameter.Group == ParameterGroup.Trained ? layout.PackedLength : 0;
            statisticsLength += parameter.Group == ParameterGroup.Statistics ? layout.PackedLength : 0;
        }

        return new ParameterPlan(placed.ToEquatableArray(), trainableLength, statisticsLength, offset);
    }

    /// <param name="reader">The kernel that multiplies by it in a training step, if it is a weight that one multiplies by.</param>
    private static PackedLayout LayoutOf(LayerGraph graph, int layer, ParameterDeclaration parameter, ContractionKernel? reader)
    {
        if (parameter.Dimensions.Count == 1)
            return new PackedLayout(parameter.Dimensions[0], 1, 1, 1, 1, ChannelPadding.Lanes);

        switch (graph.Layers[layer].Operation)
        {
            case ConvolutionOperation convolution:
                return ConvolutionLayout(convolution, reader?.Pooling is not null);

            case TransposedConvolutionOperation transposed:
                return ConvolutionLayout(transposed.Convolution, pools: false);

            case DenseOperation dense:
            {
                (Shape image, int stride) = FlattenedLayout.ColumnsOf(graph, layer);
                return new PackedLayout(
                    dense.Units, image.Channels, image.Height, image.Width, stride,
                    ChannelPadding.Block(dense.Units, widest: 32));
            }

            // All products run over the values of all gates, or of all heads.
            case RecurrenceOperation or MultiHeadAttentionOperation:
                return new PackedLayout(
                    parameter.Dimensions[0], parameter.Dimensions[1], 1, 1, parameter.Dimensions[1], ChannelPadding.Block(parameter.Dimensions[0], widest: 64));

            // Each step as it lies in a sequence.
            case PositionEmbeddingOperation:
                return new PackedLayout(parameter.Dimensions[0], parameter.Dimensions[1], 1, 1, ChannelPadding.RoundUp(parameter.Dimensions[1]), Block: 1);

            // Row after row, each as a step lies in memory.
            case EmbeddingOperation embedding:
                return new PackedLayout(embedding.VocabularySize, embedding.Units, 1, 1, ChannelPadding.RoundUp(embedding.Units), Block: 1);

            default:
                throw new InvalidOperationException($"{graph.Layers[layer].Description} has a weight, but no packing rule.");
        }
    }

    private static PackedLayout ConvolutionLayout(ConvolutionOperation convolution, bool pools)
    {
        int inputs = convolution.InputChannels / convolution.Groups;
        return new PackedLayout(
            convolution.Filters, inputs, convolution.Vertical.Size, convolution.Horizontal.Size, inputs, ConvolutionBlock(convolution, pools));
    }

    /// <summary>
    /// Sixty-four channels give tiles of 6 pixels × 4 vectors; a convolution that pools in its epilogue holds four pixels
    /// per window and works on 32 channels.
    /// </summary>
    private static int ConvolutionBlock(ConvolutionOperation convolution, bool pools)
    {
        int perGroup = convolution.Groups > 1 && convolution.Filters / convolution.Groups % ChannelPadding.Lanes == 0
            ? convolution.Filters / convolution.Groups
            : convolution.Filters;
        return ChannelPadding.Block(perGroup, pools || convolution.Groups > 1 ? 32 : 64);
    }
}
