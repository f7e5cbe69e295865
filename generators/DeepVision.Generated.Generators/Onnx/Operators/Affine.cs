using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>
/// Products and sums with constants, a value or one for each channel. A layer in front that can have such a weight or bias, and has none, takes
/// it; else it becomes a batch normalisation by mean 0 and variance 1 that no training changes.
/// </summary>
internal static class Affine
{
    /// <summary>So small that 1 + epsilon is 1.</summary>
    private const float Epsilon = 1e-30f;

    /// <summary>The layers in front that take a constant: with their role for it, in the order in which they apply them.</summary>
    private static readonly Dictionary<string, string[]> s_roles = new(StringComparer.Ordinal)
    {
        ["Conv1D"] = ["bias"],
        ["Conv2D"] = ["bias"],
        ["DepthwiseConv2D"] = ["bias"],
        ["ConvTranspose2D"] = ["bias"],
        ["Dense"] = ["bias"],
        ["GroupNorm"] = ["weight", "bias"],
        ["LayerNorm"] = ["weight", "bias"],
    };

    /// <summary>The value times or plus a constant.</summary>
    /// <param name="node">The node.</param>
    /// <param name="data">The value.</param>
    /// <param name="weight">The constant, as a weight or a bias.</param>
    public static LayerValue Apply(NodeContext node, LayerValue data, OnnxWeight weight)
    {
        if (data.Layer >= 0 && node.LayerAt(data.Layer) is var layer && Takes(layer, weight.Role))
        {
            return data.At(node.Append(layer with { Declaration = layer.Declaration.Without("Bias"), Weights = [.. layer.Weights, weight] }));
        }

        return Append(node, data, weight);
    }

    /// <summary>A layer of its own.</summary>
    public static LayerValue Append(NodeContext node, LayerValue data, params OnnxWeight[] weights)
    {
        LayerDeclaration norm = Layer("BatchNorm").With("Epsilon", Epsilon);
        if (data.Shape.Rank != 2)
            return data.At(node.Append(norm, [data], weights, isFixed: true));
        LayerValue image = SequenceOperators.AsImage(node, data);
        return data.At(SequenceOperators.AsSequence(node, image.At(node.Append(norm, [image], weights, isFixed: true))).Layer);
    }

    private static bool Takes(ImportedLayer layer, string role)
    {
        string[] roles = layer.IsFixed ? ["weight", "bias"] : s_roles.TryGetValue(layer.Declaration.Kind, out string[]? own) ? own : [];
        int place = Array.IndexOf(roles, role);
        return place >= 0 && !layer.Weights.Any(weight => Array.IndexOf(roles, weight.Role) >= place);
    }
}
