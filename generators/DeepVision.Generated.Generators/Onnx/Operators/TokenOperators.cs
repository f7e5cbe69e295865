using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Onnx;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Tables of vectors: for the tokens of an input, and for the steps of a sequence.</summary>
internal static class TokenOperators
{
    /// <summary>The numbers of an input as whole numbers; null for any other Cast.</summary>
    public static GraphValue? Tokens(NodeContext node)
    {
        bool makesIntegers = node.Integer("to", 0) is OnnxTypes.Int32 or OnnxTypes.Int64;
        if (node.Input(0) is TokensValue tokens)
            return makesIntegers ? tokens : tokens.Source;
        return makesIntegers && node.Input(0) is LayerValue value && InputOf(node, value) is { } source ? new TokensValue(source) : null;
    }

    /// <summary>The vectors of tokens; null for any other Gather.</summary>
    public static LayerValue? Embedding(NodeContext node)
    {
        if (node.Input(0) is ConstantValue && node.Input(1) is UnknownValue unknown)
            throw unknown.Problem;
        if (node.Input(1) is not TokensValue { Source: var tokens })
            return null;
        if (node.Input(0) is not ConstantValue { IsFloat: true, Dimensions: [> 0 and <= int.MaxValue and var vocabulary, > 0 and <= int.MaxValue and var units] } table || node.Integer("axis", 0) is not (0 or -2))
            throw node.Unsupported("it doesn't gather rows of a matrix of the file");
        int steps = (int)tokens.Shape.Length;
        int layer = node.Append(Layer("Embedding", ("vocabularySize", (int)vocabulary), ("units", (int)units)), [tokens], [node.Weight("weight", table)]);
        return new LayerValue(layer, Shape.Sequence(steps, (int)units), [steps, (int)units], 1);
    }

    /// <summary>A sum with a vector of the file for each step; null for any other.</summary>
    public static LayerValue? Positions(NodeContext node)
    {
        int table = node.Input(1) is ConstantValue ? 1 : 0;
        if (node.Inputs.Length != 2 || node.Input(table) is not ConstantValue { Parts.Length: > 0 } vectors || node.Input(1 - table) is not LayerValue { Shape.Rank: 2, ChannelAxis: 1, Dimensions.Length: 2 } sequence)
            return null;
        bool isForEachStep = vectors.Dimensions is [.., var steps, var features] && vectors.Dimensions.Length <= 3 && (steps, features) == (sequence.Shape.Width, sequence.Channels);
        return isForEachStep && vectors.Count == sequence.Shape.Length ? node.AppendSame(Layer("PositionEmbedding"), sequence, node.Weight("weight", vectors)) : null;
    }

    /// <summary>The input that a value is, as it is or without the axis of its only feature; null if a layer computes it.</summary>
    private static LayerValue? InputOf(NodeContext node, LayerValue value)
    {
        if (value.Layer < 0)
            return value is { IsVector: true } or { Shape: { Rank: 2, Channels: 1 } } ? node.InputAt(value.Layer) : null;
        return node.LayerAt(value.Layer) is { Declaration.Kind: "Flatten", Inputs: [< 0 and var input] } && node.InputAt(input) is { Shape: { Rank: 2, Channels: 1 } } sequence ? sequence : null;
    }
}
