using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <content>Nodes around layers over sequences of different length, which mind the lengths for them.</content>
internal sealed partial class ShapeInference
{
    /// <summary>What stands for the lengths of sequences among nodes: the last input.</summary>
    private int Lengths => LayerNode.FurtherInput(Declaration.FurtherInputs.Count - 1);

    /// <summary>How a layer reads sequences of different length; reports one that can't, and goes on as if all had one.</summary>
    private static StepsPlan? PlanSteps(LayerContext layer, LayerOperation operation)
    {
        if (StepsPlan.Of(operation, layer.Sources) is { } plan)
            return plan;
        layer.ReportShape(ShapeDiagnostics.MixesSteps, layer.Here, layer.Source.GiverText, operation is ConvolutionOperation
            ? "Use Padding.Same with a stride of 1, or remove VariableLength."
            : "Make a vector of the sequence before it, with a recurrent layer without ReturnSequences or a global pooling, or remove VariableLength.");
        return null;
    }

    /// <summary>What a layer reads, but in place of the network's own input that with zeros behind the end of each sequence: whatever stands there reaches no layer.</summary>
    private InputSource Cleared(InputSource source)
    {
        if (source is not { VariesInLength: true, Value: LayerNode.NetworkInput })
            return source;
        _clearedInput ??= AddSteps(source, StepsKind.Mask, FlatLayer.NetworkInput, "input.steps", ["Input", "Steps"]).Value;
        return source with { Value = _clearedInput.Value };
    }

    /// <summary>The network's own input as sequences of different length.</summary>
    private InputSource WithLengths(InputSource input)
    {
        if (input.Shape.Rank == 2)
            return input with { VariesInLength = true };
        if (!input.IsGuess)
            Report(new Problem(ShapeDiagnostics.NoSteps, Anchor.Network(KnownNames.VariableLength), [input.Shape.WithArticle()]));
        return input with { IsGuess = true };
    }

    /// <summary>Whether a value has zeros behind the end of each sequence already, where they are wanted.</summary>
    private bool IsClear(InputSource source, StepsKind wanted) =>
        wanted == StepsKind.Mask && source.Value >= 0 && _nodes[source.Value].Operation is StepsOperation { ClearsRest: true };

    /// <summary>Adds a node that minds the lengths.</summary>
    /// <param name="source">The sequence.</param>
    /// <param name="kind">What happens to it.</param>
    /// <param name="layer">The layer for which it happens.</param>
    /// <param name="name">The node's name.</param>
    /// <param name="path">Its accessors.</param>
    private InputSource AddSteps(InputSource source, StepsKind kind, int layer, string name, EquatableArray<string> path)
    {
        StepsOperation operation = new(kind);
        Shape output = operation.KeepsShape ? source.Shape : Shape.Vector(source.Shape.Channels);
        _nodes.Add(new LayerNode(name, path, KnownNames.VariableLength, operation, [source.Value, Lengths], source.Shape, output, [], MultiplyAdds: 0)
        {
            Attribute = layer >= 0 ? Layers[layer].Origin.Attribute : 0,
        });
        _layers.Add(layer);
        return source with { Value = _nodes.Count - 1, Shape = output };
    }
}
