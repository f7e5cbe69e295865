using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Products of a vector and a matrix of weights.</summary>
internal static class DenseOperators
{
    /// <summary>y = alpha · x · B + beta · C.</summary>
    public static GraphValue Gemm(NodeContext node)
    {
        if (node.Integer("transA", 0) != 0)
            throw node.Unsupported("it transposes its first input");
        return Multiply(node, isTransposed: node.Integer("transB", 0) == 0, node.Single("alpha", 1), node.Single("beta", 1));
    }

    public static GraphValue MatMul(NodeContext node) => Multiply(node, isTransposed: true, 1, 1);

    /// <param name="isTransposed">Whether the matrix has a row for each input; a Dense layer has one for each unit.</param>
    private static LayerValue Multiply(NodeContext node, bool isTransposed, float weightFactor, float biasFactor)
    {
        LayerValue input = node.Data();
        ConstantValue matrix = node.Constant(1, "matrix");
        // At each step by itself, or for each image of a sequence, it is a convolution.
        bool isSequence = input is { Shape.Rank: 2, ChannelAxis: 1, Dimensions.Length: 2 };
        if (!isSequence && input is not { IsVector: true, Dimensions.Length: 1 })
            throw node.Unsupported("it reads " + NodeContext.Show(input) + ", and only a vector can be multiplied by a matrix");
        (int inputs, int outputs) = isTransposed ? (0, 1) : (1, 0);
        if (matrix.Dimensions.Length != 2 || matrix.Dimensions[inputs] != input.Channels || matrix.Dimensions[outputs] is < 1 or > int.MaxValue)
            throw node.Unsupported("its matrix [" + string.Join(", ", matrix.Dimensions) + "] doesn't fit " + Text.Of(input.Channels) + " values");
        int units = (int)matrix.Dimensions[outputs];
        OnnxWeight weight = node.Weight("weight", matrix);
        weight = weight with { IsTransposed = isTransposed != weight.IsTransposed, Factor = weightFactor, Images = input.Images.ToEquatableArray() };
        OnnxWeight[] bias = [.. ConvolutionOperators.Bias(node, 2, units).Select(bias => bias with { Factor = biasFactor })];
        if (isSequence || input.Steps > 0)
        {
            LayerDeclaration convolution = Layer("Conv1D", ("filters", units), ("kernelSize", 1)).With("Bias", bias.Length > 0, otherwise: true);
            int steps = node.AppendWhole(new ImportedLayer(convolution, node.Name, [input.Layer], [weight, .. bias]) { Features = isSequence ? input.Channels : 0 });
            return isSequence ? new LayerValue(steps, Shape.Sequence(input.Shape.Width, units), [input.Shape.Width, units], 1) : new LayerValue(steps, Shape.Vector(units), [units], 0);
        }

        return new LayerValue(
            node.Append(Layer("Dense", ("units", units)).With("Bias", bias.Length > 0, otherwise: true), [input], [weight, .. bias]), Shape.Vector(units), [units], 0);
    }
}
