using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>The layers from which a way leads to one of them, under names that a network can have.</summary>
internal sealed class OnnxLayerSelection
{
    private readonly NetworkDeclaration _declaration;
    private readonly Dictionary<int, int> _places;
    private readonly Dictionary<int, string> _namesOfLayers = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { ScopeNames.Input };
    private readonly HashSet<string> _accessors;

    /// <summary>The highest number that has been put behind a name.</summary>
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="declaration">The network.</param>
    /// <param name="inputs">The file's inputs.</param>
    /// <param name="layers">All layers of the file.</param>
    /// <param name="last">The last one that is wanted; negative for an input.</param>
    public OnnxLayerSelection(NetworkDeclaration declaration, IReadOnlyList<FileInput> inputs, IReadOnlyList<ImportedLayer> layers, int last)
    {
        _declaration = declaration;
        _accessors = [declaration.Type.Name, .. KnownNames.InheritedMembers, .. declaration.GeneratedMembers, .. declaration.GeneratedMethods.Select(method => method.Name)];
        layers = WithLastStates(layers, last);
        layers = AttentionLayers.Fuse(layers, ReadersOf(layers, last), last);
        SortedSet<int> needed = NeededFor(layers, last);
        _places = needed.Where(layer => layer >= 0).Select((layer, place) => (layer, place)).ToDictionary(item => item.layer, item => item.place);
        // The first input is the network's own; the others stand behind those that it declares.
        FileInput[] read = [.. needed.Where(layer => layer < 0).Reverse().Select(layer => inputs[-1 - layer])];
        Input = read.Length == 0 ? inputs[0].Value.Shape : read[0].Value.Shape;
        for (int i = 0; i < read.Length; i++)
            _places[read[i].Value.Layer] = i == 0 ? FlatLayer.NetworkInput : FlatLayer.FurtherInput(declaration.FurtherInputs.Count + i - 1);
        FurtherInputs = [.. read.Skip(1).Select(Named)];
        if (read.Length > 0)
            _namesOfLayers[read[0].Value.Layer] = ScopeNames.Input;
        Layers = [.. needed.Where(layer => layer >= 0).Select(layer => Named(layer, layers[layer]))];
    }

    /// <summary>The network's own input: the first one of the file that a layer reads.</summary>
    public Shape Input { get; }

    /// <summary>The others that layers read.</summary>
    public IReadOnlyList<InputDeclaration> FurtherInputs { get; }

    public IReadOnlyList<OnnxLayer> Layers { get; }

    /// <summary>By each layer and input the layers that read it, of those that are needed.</summary>
    private static ILookup<int, int> ReadersOf(IReadOnlyList<ImportedLayer> layers, int last) => NeededFor(layers, last).Where(layer => layer >= 0)
        .SelectMany(layer => layers[layer].Inputs.Select(input => (layer, input))).ToLookup(read => read.input, read => read.layer);

    /// <summary>The layers and inputs from which a way leads to one of them.</summary>
    private static SortedSet<int> NeededFor(IReadOnlyList<ImportedLayer> layers, int last)
    {
        SortedSet<int> needed = [];
        Stack<int> left = new([last]);
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (!needed.Add(layer) || layer < 0)
                continue;
            foreach (int input in layers[layer].Inputs)
                left.Push(input);
        }

        return needed;
    }

    /// <summary>Of a recurrent layer whose states nobody reads but the last, that one: then it needs to return no sequence.</summary>
    private static IReadOnlyList<ImportedLayer> WithLastStates(IReadOnlyList<ImportedLayer> layers, int last)
    {
        ILookup<int, int> readers = ReadersOf(layers, last);
        return [.. layers.Select(layer => layer.LastState is { } state && IsOnlyReader(layer) ? state : layer)];

        // Between the state and the sequence is the vector that the state is a part of.
        bool IsOnlyReader(ImportedLayer layer) => readers[layer.Inputs[0]].Count() == 1 && readers[layers[layer.Inputs[0]].Inputs[0]].Count() == 1;
    }

    /// <summary>The place of a layer among those that are needed; negative for an input, and for one that isn't needed.</summary>
    public int PlaceOf(int layer) => _places.TryGetValue(layer, out int place) ? place : FlatLayer.None;

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

    private OnnxLayer Named(int number, ImportedLayer layer)
    {
        string name = _namesOfLayers[number] = FreeName(NameOf(layer.Node));
        LayerDeclaration declaration = layer.Declaration;
        for (int i = 0; i < layer.FurtherReads.Length; i++)
            declaration = declaration.With(layer.FurtherReads[i], _namesOfLayers[layer.Inputs[i + 1]]);
        return new OnnxLayer(
            declaration, name, ScopeNames.AccessorOf(name), layer.Inputs.Select(PlaceOf).ToEquatableArray(), layer.Weights.ToEquatableArray(), layer.IsFixed);
    }

    /// <summary>An input beside the first one; it has the file's name, as far as an input can.</summary>
    private InputDeclaration Named(FileInput input)
    {
        Shape shape = input.Value.Shape;
        string name = _namesOfLayers[input.Value.Layer] = FreeName(NameOf(input.Name));
        return new InputDeclaration(name, DimensionsOf(shape));
    }

    /// <summary>A shape as an attribute gives it.</summary>
    public static EquatableArray<int> DimensionsOf(Shape shape) => shape switch
    {
        { Steps: > 0 } => [shape.Steps, shape.Height, shape.Width, shape.Channels],
        { Rank: 3 } => [shape.Height, shape.Width, shape.Channels],
        { Rank: 2 } => [shape.Width, shape.Channels],
        _ => [shape.Channels],
    };

    private string FreeName(string wanted)
    {
        string name = wanted;
        for (int number = NumberBehind(wanted); !IsFree(name); number++)
            (name, _numbers[wanted]) = (wanted + "_" + Text.Of(number), number);
        _names.Add(name);
        _accessors.Add(ScopeNames.AccessorOf(name));
        return name;
    }

    /// <summary>The first number that a name hasn't got yet.</summary>
    private int NumberBehind(string name) => _numbers.TryGetValue(name, out int number) ? number + 1 : 2;

    private bool IsFree(string name) =>
        !_names.Contains(name) && !_accessors.Contains(ScopeNames.AccessorOf(name))
        && !_declaration.FurtherInputs.Any(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
