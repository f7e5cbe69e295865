using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Model;

/// <summary>What the surface is written from.</summary>
/// <param name="Type">The class.</param>
/// <param name="Graph">The network; a guess if there is an error.</param>
/// <param name="HasOwnBaseClass">Whether the user gave the class a base of his own (an error).</param>
/// <param name="CanHaveParts">False for a record or a class local to its file: no part of it can be written.</param>
/// <param name="Error">The first mistake, as the compiler reports it; null if there is none.</param>
internal sealed record NetworkModel(TypeHeader Type, LayerGraph Graph, bool HasOwnBaseClass, bool CanHaveParts, string? Error)
{
    public static NetworkModel From(NetworkDeclaration declaration)
    {
        InferredNetwork network = ShapeInference.Infer(declaration);
        string? error = network.Problems.Count > 0
            ? network.Problems[0].Descriptor.Id + ": " + network.Problems[0].Message
            : declaration.Input.Count == 0 || declaration.Layers.Any(layer => !layer.Compiles) ? "an attribute does not compile" : null;
        bool canHaveParts = declaration.Facts.UnsupportedKind is null or "abstract" or "generic" or "nested in a generic type";
        return new NetworkModel(declaration.Type, network.Graph, declaration.Facts.BaseClass is not null, canHaveParts, error);
    }
}

/// <summary>What the CPU engine is written from: unlike <see cref="NetworkModel"/> it doesn't change with the user's docs.</summary>
internal sealed record EngineModel(TypeHeader Type, LayerGraph Graph)
{
    public static EngineModel? From(NetworkModel model) =>
        model.Error is not null ? null : new EngineModel(model.Type with { HasSummary = false, HasRemarks = false }, model.Graph);
}
