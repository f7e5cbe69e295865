using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>The parameters of a network in the order in which they lie in memory: what trains comes first, so that an optimizer is one pass over one range.</summary>
/// <param name="Entries">Each tensor with the layer that it belongs to; kernels name it by its index.</param>
internal sealed record ParameterTable(EquatableArray<(int Layer, ParameterDeclaration Declaration)> Entries)
{
    private readonly Dictionary<(int Layer, ParameterRole Role), int> _indices =
        Entries.Select((entry, index) => (entry, index)).ToDictionary(item => (item.entry.Layer, item.entry.Declaration.Role), item => item.index);

    /// <summary>The table of a network.</summary>
    public static ParameterTable Of(LayerGraph graph) => new(
        graph.Layers
            .SelectMany((node, layer) => node.Parameters.Select(parameter => (layer, parameter)))
            .OrderBy(entry => entry.parameter.Group)
            .ToEquatableArray());

    /// <summary>By the entries: the index over them follows from these.</summary>
    public bool Equals(ParameterTable? other) => other is not null && Entries.Equals(other.Entries);

    public override int GetHashCode() => Entries.GetHashCode();

    /// <summary>Index of a layer's tensor, or <see cref="Kernel.None"/>.</summary>
    public int IndexOf(int layer, ParameterRole role) => _indices.TryGetValue((layer, role), out int index) ? index : Kernel.None;

    /// <summary>Index of a tensor that the layer has.</summary>
    /// <exception cref="InvalidOperationException">It has none of this role.</exception>
    public int Find(int layer, ParameterRole role) => _indices.TryGetValue((layer, role), out int index)
        ? index
        : throw new InvalidOperationException($"Layer {layer} has no {role}.");
}
