using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>
/// Attention between steps, softmax(Q Kᵀ / √d) V for each head, is written as a dozen operators: queries, keys and values are split into heads (Reshape, Transpose), multiplied,
/// scaled, masked, and put together again. Only all of it is a layer.
/// </summary>
internal static class AttentionOperators
{
    /// <summary>What is masked is at most so much: of that nothing is left behind the softmax.</summary>
    private const double Nothing = -1e9;

    /// <summary>What a node gives that reads a part of an attention; null for any other.</summary>
    public static GraphValue? Map(NodeContext node) => (node.Node.Operator, node.Input(0), node.Input(1)) switch
    {
        ("Transpose", LayerValue { InHeads: { } sequence } image, _) => Split(node, sequence, image),
        ("Transpose", HeadsValue heads, _) when node.Integers("perm") is [0, 1, 3, 2] => new HeadsValue(heads.Sequence, heads.Heads, !heads.IsTurned, heads.Factor, Otherwise(node)),
        ("Transpose", AttendedValue { IsTurned: false } attended, _) when node.Integers("perm") is [0, 2, 1, 3] => new AttendedValue(attended.Scores, attended.Values, isTurned: true),
        ("Mul", HeadsValue heads, ConstantValue { Scalar: { } factor }) => Scaled(node, heads, factor),
        ("Div", HeadsValue heads, ConstantValue { Scalar: { } divisor }) => Scaled(node, heads, 1 / divisor),
        ("MatMul", HeadsValue { IsTurned: false } queries, HeadsValue { IsTurned: true } keys) => Products(node, queries, keys),
        ("Mul", ScoresValue { Scores: { IsSoftmax: false } scores }, ConstantValue { Scalar: { } factor }) => new ScoresValue(scores with { Factor = scores.Factor * factor }),
        ("Div", ScoresValue { Scores: { IsSoftmax: false } scores }, ConstantValue { Scalar: { } divisor }) => new ScoresValue(scores with { Factor = scores.Factor / divisor }),
        ("Add", ScoresValue { Scores: { IsSoftmax: false } scores }, CausalMaskValue or ConstantValue) => Masked(node, scores, node.Input(1)!),
        ("Add", CausalMaskValue or ConstantValue, ScoresValue { Scores: { IsSoftmax: false } scores }) => Masked(node, scores, node.Input(0)!),
        ("Softmax", ScoresValue { Scores: { IsSoftmax: false } scores }, _) when node.Integer("axis", node.OperatorSet < 13 ? 1 : -1) is -1 or 3 => new ScoresValue(scores with { IsSoftmax = true }),
        ("MatMul", ScoresValue { Scores: { IsSoftmax: true } scores }, HeadsValue { IsTurned: false } values) => Means(node, scores, values),
        ("Reshape", AttendedValue { IsTurned: true } attended, ConstantValue { Values: { } shape }) => Attention(node, attended, shape),
        ("Trilu", UniformValue or ConstantValue, _) => CausalMask(node),
        _ => null,
    };

    /// <summary>Heads as an axis in front of the steps; of keys the steps last.</summary>
    private static HeadsValue? Split(NodeContext node, LayerValue sequence, LayerValue image) => node.Integers("perm") switch
    {
        [0, 2, 1, 3] => new HeadsValue(sequence, image.Shape.Width, isTurned: false, factor: 1, Otherwise(node)),
        [0, 2, 3, 1] => new HeadsValue(sequence, image.Shape.Width, isTurned: true, factor: 1, Otherwise(node)),
        _ => null,
    };

    private static HeadsValue Scaled(NodeContext node, HeadsValue heads, double factor) =>
        new(heads.Sequence, heads.Heads, heads.IsTurned, heads.Factor * factor, Otherwise(node));

    /// <summary>What the node gives to operators that are no part of an attention.</summary>
    private static GraphValue Otherwise(NodeContext node)
    {
        try
        {
            return OnnxOperators.MapPlainly(node);
        }
        catch (UnsupportedNodeException e)
        {
            return new UnknownValue(e);
        }
    }

    private static ScoresValue Products(NodeContext node, HeadsValue queries, HeadsValue keys) =>
        queries.Heads == keys.Heads && queries.Sequence.Channels == keys.Sequence.Channels
            ? new ScoresValue(new AttentionScores(queries.Sequence, keys.Sequence, queries.Heads, queries.Factor * keys.Factor))
            : throw node.Unsupported("its queries and keys have different features or heads");

    /// <summary>A mask that is added: where a step may not read another one, −∞ or almost.</summary>
    private static ScoresValue Masked(NodeContext node, AttentionScores scores, GraphValue mask)
    {
        (int steps, int keys) = (scores.Queries.Shape.Width, scores.Keys.Shape.Width);
        bool isCausal = mask switch
        {
            CausalMaskValue causal => causal.Rows == steps && causal.Columns == keys,
            ConstantValue { Values: { } values } constant => constant.Count == (long)steps * keys && constant.Dimensions is [.., var rows, var columns] && (rows, columns) == (steps, keys)
                && values.Select((value, place) => place % keys <= place / keys ? value == 0 : value <= Nothing).All(fits => fits),
            _ => false,
        };
        return isCausal ? new ScoresValue(scores with { IsCausal = true }) : throw node.Unsupported("it adds another mask than the one by which a step reads the steps up to its own");
    }

    private static AttendedValue Means(NodeContext node, AttentionScores scores, HeadsValue values)
    {
        if (values.Heads != scores.Heads || values.Sequence.Shape.Width != scores.Keys.Shape.Width || values.Factor != 1)
            throw node.Unsupported("its keys and values have different steps or heads");
        double expected = 1 / Math.Sqrt(scores.Queries.Channels / scores.Heads);
        return Math.Abs(scores.Factor / expected - 1) <= 1e-5
            ? new AttendedValue(scores, values.Sequence, isTurned: false)
            : throw node.Unsupported("the scores of its attention aren't divided by the root of the features of a head");
    }

    /// <summary>The heads' values beside each other: the layer.</summary>
    private static LayerValue Attention(NodeContext node, AttendedValue attended, double[] wanted)
    {
        (AttentionScores scores, int heads) = (attended.Scores, attended.Scores.Heads);
        (int steps, int features) = (scores.Queries.Shape.Width, attended.Values.Channels);
        if (ShapeOperators.Resolve(node, [steps, heads, features / heads], wanted) is not { } dimensions || !dimensions.SequenceEqual([steps, features]))
            throw node.Unsupported("it doesn't put the heads of an attention beside each other");
        LayerDeclaration layer = JoinOperators.Join("ScaledDotProductAttention").With("Heads", heads, otherwise: 1).With("Causal", scores.IsCausal, otherwise: false);
        LayerValue[] inputs = scores.Keys.Layer == attended.Values.Layer ? [scores.Queries, scores.Keys] : [scores.Queries, scores.Keys, attended.Values];
        return new LayerValue(node.Append(layer, inputs, []), Shape.Sequence(steps, features), [steps, features], 1);
    }

    /// <summary>−∞ above the diagonal, zeros elsewhere.</summary>
    private static CausalMaskValue CausalMask(NodeContext node)
    {
        (double element, long[]? dimensions) = node.Input(0) switch
        {
            UniformValue uniform => (uniform.Value, uniform.Dimensions),
            ConstantValue { Values: [var first, ..] values } constant when values.All(value => value == first) => (first, constant.Dimensions),
            _ => (0, null),
        };
        double diagonal = node.HasInput(1) ? node.Numbers(1, "k").FirstOrDefault() : 0;
        return element <= Nothing && diagonal == 1 && node.Integer("upper", 1) != 0 && dimensions is [> 0 and <= Sizes.Limit and var rows, > 0 and <= Sizes.Limit and var columns]
            ? new CausalMaskValue((int)rows, (int)columns)
            : throw node.Unsupported("it makes another triangle than the mask by which a step reads the steps up to its own");
    }
}
