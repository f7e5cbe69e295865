using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Pipeline;

/// <summary>What is known of a network without its kernels.</summary>
/// <param name="Type">The class.</param>
/// <param name="Graph">The network; a guess if there is an error.</param>
/// <param name="Kind">What kind of network it is: by its base class if the user wrote one of the library's, else by its loss.</param>
/// <param name="HasBaseClass">Whether the user wrote the base class.</param>
/// <param name="IsNoNetwork">Whether the class can't derive from the library's (an error).</param>
/// <param name="LacksEngine">Whether something of the user's stands where the class's own engine would (an error): it can only be abstract.</param>
/// <param name="CanHaveParts">Whether another part of the class can be written.</param>
/// <param name="Taken">Generated members that there is no room for, because the user has others with these names (an error).</param>
/// <param name="Error">The first mistake, as the compiler reports it; null if there is none.</param>
internal sealed record NetworkModel(
    TypeHeader Type, LayerGraph Graph, NetworkKind Kind, bool HasBaseClass, bool IsNoNetwork, bool LacksEngine, bool CanHaveParts, EquatableArray<string> Taken, string? Error)
{
    /// <summary>Names of the user's members, where generated types of the class have to keep clear of them.</summary>
    public EquatableArray<string> UserMembers { get; init; } = [];

    /// <summary>Whether it begins with the layers of an ONNX file, whose weights it can load.</summary>
    public bool BeginsWithOnnx { get; init; }

    public static NetworkModel From(NetworkDeclaration declaration)
    {
        InferredNetwork network = ShapeInference.Infer(declaration);
        string? error = network.Problems.FirstOrDefault(problem => problem.IsError) is { } first
            ? first.Descriptor.Id + ": " + first.Message
            : network.LacksIncluded ? "the network that it includes has an error"
            : declaration.Input.Count == 0 || declaration.FurtherInputs.Any(input => input.Dimensions.Count == 0) || declaration.Layers.Any(layer => !layer.Compiles) ? "an attribute does not compile" : null;
        ClassFacts facts = declaration.Facts;
        bool canHaveParts = facts is { UnsupportedKind: null, IsPartial: true, HasPrimaryConstructor: false, OldLanguage: null }
            && declaration.Type.ContainingTypes.All(type => type.IsPartial);
        EquatableArray<string> taken = TakenBy(network.Problems, declaration.Type.Name);
        // The library's class has an abstract method, which something else of that name leaves undone.
        bool hasNoEngine = taken.Contains("CreateCpuEngine") && !facts.Members.Any(member => member is { Name: "CreateCpuEngine", IsOverride: true });
        return new NetworkModel(
            declaration.Type, network.Graph, facts.IsLibraryBase ? NetworkKind.Of(facts.BaseClass!) : network.Graph.Kind, facts.IsLibraryBase,
            IsNoNetwork: facts is { BaseClass: not null, IsLibraryBase: false } || (hasNoEngine && !facts.IsLibraryBase),
            LacksEngine: hasNoEngine && facts.IsLibraryBase, canHaveParts, taken, error)
        {
            BeginsWithOnnx = declaration.BeginsWithOnnx,
            UserMembers = network.Graph.Layers.Any(layer => layer.Path.Count > 1) ? facts.Members.Select(member => member.Name).Distinct().ToEquatableArray() : [],
        };
    }

    /// <summary>Whether a member of this name is generated.</summary>
    public bool Generates(string member) => !Taken.Contains(member);

    private static EquatableArray<string> TakenBy(EquatableArray<Problem> problems, string className) => problems
        .Where(problem => problem.Descriptor == DeclarationDiagnostics.MemberCollision || problem.Descriptor == DeclarationDiagnostics.ClassCalledLikeMember)
        .Select(problem => problem.Anchor.Detail ?? className)
        .Select(name => name.StartsWith("get_", StringComparison.Ordinal) ? name.Substring("get_".Length) : name)
        .ToEquatableArray();
}

/// <summary>What the surface is written from. Every file needs the network's programs, so they are made once, here.</summary>
/// <param name="Lowered">The network as programs of kernels; null if there is an error.</param>
internal sealed record SurfaceModel(NetworkModel Network, LoweredNetwork? Lowered)
{
    public static SurfaceModel From(NetworkModel network) => new(network, network.Error is null ? LoweredNetwork.Of(network.Graph) : null);
}

/// <summary>What the engines are written from: unlike <see cref="SurfaceModel"/> it doesn't change with the user's docs.</summary>
internal sealed record EngineModel(TypeHeader Type, LoweredNetwork Network)
{
    public static EngineModel? From(SurfaceModel model) =>
        model.Lowered is { } lowered ? new EngineModel(model.Network.Type with { HasSummary = false, HasRemarks = false }, lowered) : null;
}
