using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>One layer, mark or loss of a scope: of the network itself, or of one use of a block.</summary>
/// <param name="Declaration">What is written.</param>
/// <param name="Origin">Where.</param>
internal sealed record ScopeElement(LayerDeclaration Declaration, LayerOrigin Origin)
{
    /// <summary>Whether it has a name: layers and blocks have, marks and losses don't.</summary>
    public bool IsNamed => !Declaration.IsLoss && !Declaration.IsBranch && !Declaration.IsFrom && !Declaration.IsInclude && !Declaration.IsOnnxNetwork;

    /// <summary>The name that the user gave it, or null.</summary>
    public string? GivenName => IsNamed ? Declaration[KnownNames.LayerName] as string : null;

    /// <summary>How often it stands here, as it is written.</summary>
    public int Times => IsNamed && Declaration[KnownNames.LayerTimes] is int times ? times : 1;

    /// <summary>How many names it needs.</summary>
    public int NameCount => IsNamed ? Math.Min(Math.Max(1, Times), NetworkExpansion.MostLayers + 1) : 0;

    /// <summary>The element in a message: <c>Conv2D(32, 3) (layer 1)</c>.</summary>
    public string Show(Scope scope) => Declaration.Call + (Origin.Place is null
        ? " (layer " + Text.Of(Origin.Attribute + 1) + ")"
        : " (in " + scope.Path.TrimEnd('.') + ")");
}

/// <summary>What surrounds elements: the network, or one use of a block.</summary>
/// <param name="Path">What their names begin with: <c>bottleneck_1.</c>, nothing in the network itself.</param>
/// <param name="Accessors">The properties that lead there.</param>
/// <param name="Blocks">Keys of the blocks around, the outermost first.</param>
/// <param name="IsFrozen">Whether training leaves all layers in it as they are.</param>
internal sealed record Scope(string Path, EquatableArray<string> Accessors, EquatableArray<string> Blocks, bool IsFrozen)
{
    public static readonly Scope Network = new("", [], [], IsFrozen: false);

    public bool IsNetwork => Blocks.Count == 0;

    /// <summary>The scope of one use of a block in this one.</summary>
    public Scope Inside(LayerName name, string block, bool isFrozen) =>
        new(Path + name.Name + ".", [.. Accessors, name.Accessor], [.. Blocks, block], IsFrozen || isFrozen);
}

/// <summary>What a layer is called in its scope.</summary>
/// <param name="Name">In files: <c>conv2d_1</c>.</param>
/// <param name="Accessor">The property that reaches it: <c>Conv2D1</c>.</param>
internal sealed record LayerName(string Name, string Accessor);
