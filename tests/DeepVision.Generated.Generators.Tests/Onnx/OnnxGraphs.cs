using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;
using DeepVision.Generated.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>What the generator's first stages make of an ONNX file, without a compilation.</summary>
internal static class OnnxGraphs
{
    /// <summary>The network of a file, as <c>[OnnxNetwork("net.onnx")]</c> alone declares it.</summary>
    public static InferredNetwork Infer(byte[] model, params (string Name, object Value)[] options)
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", model);
        return Infer(folder.Files[0], options);
    }

    /// <summary>The same of a file that is called <c>net.onnx</c>.</summary>
    public static InferredNetwork Infer(AdditionalText model, params (string Name, object Value)[] options)
    {
        LayerDeclaration file = new(
            KnownNames.OnnxNetwork, IsLoss: false, Part: 0, Compiles: true,
            [new LayerArgument(KnownNames.OnnxFile, IsPositional: true, "net.onnx"), .. options.Select(option => new LayerArgument(option.Name, IsPositional: false, option.Value))]);
        LayerDeclaration loss = new(KnownNames.CustomLoss, IsLoss: true, Part: 0, Compiles: true, []);
        NetworkDeclaration declaration = new(new TypeHeader("", [], "Net", HasSummary: false, HasRemarks: false), ClassFacts.None, [], [file, loss]);
        return ShapeInference.Infer(OnnxStage.Resolve(declaration, [OnnxFile.Of(model)]));
    }

    /// <summary>The layers as they could be written, in order, with the tensors that they take: <c>Conv2D(4, 3): weight = w</c>.</summary>
    public static string Describe(InferredNetwork network) => string.Join("; ", network.Problems.Select(problem => problem.Descriptor.Id + ": " + problem.Message)
        .Concat(network.Graph.Layers.Select((layer, index) => Inputs(network.Graph, index) + layer.Description + (layer.IsFrozen ? ", frozen" : "") + Weights(layer))));

    /// <summary>What a layer reads, if that isn't just the layer before it.</summary>
    private static string Inputs(LayerGraph graph, int index)
    {
        EquatableArray<int> inputs = graph.Layers[index].Inputs;
        return inputs.Count == 1 && inputs[0] == index - 1 ? "" : "[" + string.Join(", ", inputs.Select(input => input < 0 ? "input" : graph.Layers[input].Name)) + "] → ";
    }

    private static string Weights(LayerNode layer) => layer.Weights.Count == 0 ? "" : ": " + string.Join(", ", layer.Weights.Select(weight =>
        weight.Role + " = " + (weight.Factor == 1 ? "" : Text.Of(weight.Factor) + " ") + (weight.IsReciprocal ? "1/" : "") + (weight.Tensor ?? Text.Of(weight.Value)) + (weight.IsTransposed ? "ᵀ" : "")
        + (weight.Pieces.Count == 0 ? "" : $"[{string.Join(' ', weight.Pieces.Select(piece => $"{piece.Start}+{piece.Length}"))}]")
        + string.Concat(weight.Images.Select(image => $" ({image.Channels}×{image.Pixels})"))));
}
