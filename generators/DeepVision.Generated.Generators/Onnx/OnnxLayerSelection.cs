using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>The layers from which a way leads to one of them, under names that a network can have.</summary>
internal sealed class OnnxLayerSelection
{
    private readonly NetworkDeclaration _declaration;
    private readonly Dictionary<int, int> _places;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { ScopeNames.Input };
    private readonly HashSet<string> _accessors;

    /// <summary>The highest number that has been put behind a name.</summary>
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="declaration">The network.</param>
    /// <param name="layers">All layers of the file.</param>
    /// <param name="last">The last one that is wanted; negative for the network's input.</param>
    public OnnxLayerSelection(NetworkDeclaration declaration, IReadOnlyList<ImportedLayer> layers, int last)
    {
        _declaration = declaration;
        _accessors = [declaration.Type.Name, .. KnownNames.InheritedMembers, .. declaration.GeneratedMembers, .. declaration.GeneratedMethods.Select(method => method.Name)];
        layers = WithLastStates(layers, last);
        SortedSet<int> needed = NeededFor(layers, last);
        _places = needed.Select((layer, place) => (layer, place)).ToDictionary(item => item.layer, item => item.place);
        Layers = [.. needed.Select(layer => Named(layers[layer]))];
    }

    public IReadOnlyList<OnnxLayer> Layers { get; }

    /// <summary>The layers from which a way leads to one of them.</summary>
    private static SortedSet<int> NeededFor(IReadOnlyList<ImportedLayer> layers, int last)
    {
        SortedSet<int> needed = [];
        Stack<int> left = new([last]);
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (layer < 0 || !needed.Add(layer))
                continue;
            foreach (int input in layers[layer].Inputs)
                left.Push(input);
        }

        return needed;
    }

    /// <summary>Of a recurrent layer whose states nobody reads but the last, that one: then it needs to return no sequence.</summary>
    private static IReadOnlyList<ImportedLayer> WithLastStates(IReadOnlyList<ImportedLayer> layers, int last)
    {
        ILookup<int, int> readers = NeededFor(layers, last).SelectMany(layer => layers[layer].Inputs.Select(input => (layer, input))).ToLookup(read => read.input, read => read.layer);
        return [.. layers.Select(layer => layer.LastState is { } state && IsOnlyReader(layer) ? state : layer)];

        // Between the state and the sequence is the vector that the state is a part of.
        bool IsOnlyReader(ImportedLayer layer) => readers[layer.Inputs[0]].Count() == 1 && readers[layers[layer.Inputs[0]].Inputs[0]].Count() == 1;
    }

    /// <summary>The place of a layer among those that are needed; negative for the network's input, and for one that isn't needed.</summary>
    public int PlaceOf(int layer) => layer < 0 ? layer : _places.TryGetValue(layer, out int place) ? place : FlatLayer.None;

    /// <summary>What a layer is called that the file calls so: everything but letters and digits becomes an underscore.</summary>
    public static string NameOf(string node)
    {
        string name = new string([.. node.Select(c => IsLetter(c) || c is >= '0' and <= '9' ? c : '_')]).Trim('_');
        // The end says more than the beginning.
        if (name.Length > LongestName)
            name = name.Substring(name.Length - LongestName).TrimStart('_');
        return name.Length > 0 && IsLetter(name[0]) ? name : name.Length > 0 ? "layer_" + name : "layer";
    }

    /// <summary>Leaves room for a number behind it and a word before it.</summary>
    private const int LongestName = 80;

    private OnnxLayer Named(ImportedLayer layer)
    {
        string wanted = NameOf(layer.Node), name = wanted;
        for (int number = NumberBehind(wanted); !IsFree(name); number++)
            (name, _numbers[wanted]) = (wanted + "_" + Text.Of(number), number);
        _names.Add(name);
        _accessors.Add(ScopeNames.AccessorOf(name));
        return new OnnxLayer(
            layer.Declaration, name, ScopeNames.AccessorOf(name), layer.Inputs.Select(PlaceOf).ToEquatableArray(), layer.Weights.ToEquatableArray(), layer.IsFixed);
    }

    /// <summary>The first number that a name hasn't got yet.</summary>
    private int NumberBehind(string name) => _numbers.TryGetValue(name, out int number) ? number + 1 : 2;

    private bool IsFree(string name) =>
        !_names.Contains(name) && !_accessors.Contains(ScopeNames.AccessorOf(name))
        && !_declaration.FurtherInputs.Any(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
