using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>The layers with which a network begins because it includes another one.</summary>
/// <param name="Layers">The last one and all from which a way leads to it, as they stand in the other network; their inputs are numbers among them.</param>
/// <param name="End">The last one's number; <see cref="FlatLayer.NetworkInput"/> where there is none.</param>
/// <param name="Known">The names that can be read, with what they stand for.</param>
/// <param name="Names">What stands in the network itself is called.</param>
/// <param name="AllNames">What all layers of the other network are called, those that are left out too: its file has them, so nothing else may be counted as one.</param>
internal sealed record IncludedLayers(
    IReadOnlyList<FlatLayer> Layers, int End, IReadOnlyDictionary<string, int> Known, IReadOnlyCollection<LayerName> Names, IReadOnlyCollection<string> AllNames)
{
    public static readonly IncludedLayers None = new([], FlatLayer.NetworkInput, new Dictionary<string, int>(), [], []);

    /// <summary>Whether a mistake keeps them from being known.</summary>
    public bool AreUnknown { get; private init; }

    /// <summary>The layers that a network begins with.</summary>
    /// <param name="network">The network.</param>
    /// <param name="elements">What stands on it.</param>
    /// <param name="problems">Receives what is wrong with the Include.</param>
    public static IncludedLayers Of(NetworkDeclaration network, IReadOnlyList<ScopeElement> elements, List<Problem> problems)
    {
        if (network.Onnx is { } onnx)
            return OfFile(onnx, elements[0], problems);
        if (elements.Count == 0 || elements[0] is not { Declaration.IsInclude: true } include)
            return None;
        IncludedLayers unknown = None with { AreUnknown = true };
        if (!include.Declaration.Compiles || include.Declaration.Included is not { } included)
            return unknown;
        string shown = include.Show(Scope.Network);
        if (CycleThrough(network, included) is { } cycle)
            return Wrong(DeclarationDiagnostics.IncludeCycle, null, [], shown, network.Type.Name, cycle);
        if (included is { Network: null, Cycle: null })
            return Wrong(DeclarationDiagnostics.IncludeOfNoNetwork, null, [], shown, included.Name);
        if (included.Network is not { } other)
            return unknown;

        // The file of another assembly's network has to be in this project, too.
        if (included.IsForeign && other.Onnx is { Problems: { Count: > 0 } missing })
        {
            problems.AddRange(missing.Select(problem => problem with { Anchor = include.Origin.Anchor() }));
            return unknown;
        }

        FlatNetwork flat = NetworkExpansion.Expand(other, out IReadOnlyDictionary<string, int> known);
        // A mistake of the other network is said there.
        if (flat.Problems.Count > 0 || flat.LacksIncluded || other.Layers.Any(layer => !layer.Compiles)
            || flat.Layers.FirstOrDefault(layer => layer is { IsLoss: true, Declaration.IsTrainingOnly: false }) is not { } loss)
        {
            return unknown;
        }

        string? to = include.Declaration[KnownNames.IncludeTo] as string;
        int last = to is null ? loss.Inputs[0] : known.TryGetValue(to, out int named) ? named : FlatLayer.None;
        if (last >= 0)
        {
            IncludedLayers layers = UpTo(last, flat, known, include);
            InputDeclaration? missing = layers.FurtherInputs.Select(input => other.FurtherInputs[input]).FirstOrDefault(input => !network.FurtherInputs.Contains(input));
            return missing is null
                ? layers.Reading(input => FlatLayer.FurtherInput(network.FurtherInputs.ToList().IndexOf(other.FurtherInputs[input])))
                : Wrong(DeclarationDiagnostics.IncludedInputMissing, null, [], shown, included.Name, missing.Call, network.Type.Name);
        }

        string written = to ?? ScopeNames.Input;
        string? nearest = Spelling.Nearest(written, known.Where(name => name.Value >= 0).Select(name => name.Key).OrderBy(name => name, StringComparer.Ordinal));
        string fix = nearest is not null ? "Did you mean \"" + nearest + "\"?"
            : "Its last layer is \"" + flat.Layers.LastOrDefault(layer => layer.GivesValue)?.Name + "\".";
        return Wrong(
            DeclarationDiagnostics.UnknownIncludedLayer, KnownNames.IncludeTo,
            nearest is null ? [] : [new FixHint(FixHint.LayerName, nearest), new FixHint(FixHint.Written, written)],
            shown, included.Name, written, fix);

        IncludedLayers Wrong(DiagnosticDescriptor descriptor, string? argument, EquatableArray<FixHint> hints, params string[] arguments)
        {
            problems.Add(new Problem(descriptor, include.Origin.Anchor(argument), new EquatableArray<string>(arguments)) { Hints = hints });
            return unknown;
        }
    }

    /// <summary>Numbers of the further inputs that the layers read.</summary>
    private IEnumerable<int> FurtherInputs => Layers.SelectMany(layer => layer.Inputs).Where(IsFurtherInput).Distinct().Select(NumberOf);

    /// <summary>The layers, which read other inputs in the place of theirs.</summary>
    private IncludedLayers Reading(Func<int, int> inputs) => this with
    {
        Layers = [.. Layers.Select(layer => layer with { Inputs = layer.Inputs.Select(input => IsFurtherInput(input) ? inputs(NumberOf(input)) : input).ToEquatableArray() })],
    };

    private static bool IsFurtherInput(int input) => input < FlatLayer.NetworkInput;

    private static int NumberOf(int input) => FlatLayer.FurtherInput(0) - input;

    /// <summary>The layers of an ONNX file.</summary>
    private static IncludedLayers OfFile(OnnxLayers file, ScopeElement element, List<Problem> problems)
    {
        problems.AddRange(file.Problems);
        if (file.Input.Count == 0)
            return None with { AreUnknown = true };
        Dictionary<string, int> known = file.Names.ToDictionary(name => name.Name, name => name.Layer);
        for (int layer = 0; layer < file.Layers.Count; layer++)
            known[file.Layers[layer].Name] = layer;
        LayerName[] names = [.. file.Layers.Select(layer => new LayerName(layer.Name, layer.Accessor))];
        return new IncludedLayers(
            [
                .. file.Layers.Select(layer => new FlatLayer(layer.Declaration, new LayerOrigin(element.Origin.Attribute) { IsIncluded = true }, layer.Name, [layer.Accessor], layer.Inputs)
                {
                    IsFrozen = layer.IsFixed || element.Declaration.IsFrozen,
                    Weights = layer.Weights,
                }),
            ],
            file.End, known, names, [.. names.Select(name => name.Name)]);
    }

    /// <summary>The networks from this one back to itself; of a cycle that it only leads to, others say it.</summary>
    private static string? CycleThrough(NetworkDeclaration network, IncludedNetwork included)
    {
        for (IncludedNetwork? next = included; next is not null; next = next.Network?.Layers.FirstOrDefault()?.Included)
        {
            if (next.Cycle is { } cycle)
                return cycle.StartsWith(network.Type.Name + " ", StringComparison.Ordinal) ? cycle : null;
        }

        return null;
    }

    private static IncludedLayers UpTo(int last, FlatNetwork network, IReadOnlyDictionary<string, int> known, ScopeElement include)
    {
        EquatableArray<FlatLayer> layers = network.Layers;
        SortedSet<int> kept = [];
        Stack<int> left = new([last]);
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (layer < 0 || !kept.Add(layer))
                continue;
            foreach (int input in layers[layer].Inputs.Append(layers[layer].Beside))
                left.Push(input);
        }

        Dictionary<int, int> places = kept.Select((layer, place) => (layer, place)).ToDictionary(item => item.layer, item => item.place);
        return new IncludedLayers(
            [
                .. kept.Select(layer => layers[layer] with
                {
                    Origin = new LayerOrigin(include.Origin.Attribute) { IsIncluded = true },
                    Inputs = layers[layer].Inputs.Select(PlaceOf).ToEquatableArray(),
                    Beside = PlaceOf(layers[layer].Beside),
                    IsFrozen = layers[layer].IsFrozen || include.Declaration.IsFrozen,
                }),
            ],
            places[last],
            known.Where(name => kept.Contains(name.Value)).ToDictionary(name => name.Key, name => places[name.Value]),
            [.. kept.Select(layer => new LayerName(FirstOf(layers[layer].Name), layers[layer].Accessor[0])).Distinct()],
            [.. layers.Where(layer => layer.GivesValue).Select(layer => FirstOf(layer.Name)).Concat(network.IncludedNames).Distinct()]);

        int PlaceOf(int layer) => layer < 0 ? layer : places[layer];
    }

    /// <summary>What stands on the network itself: the layer, or the outermost block around it.</summary>
    private static string FirstOf(string name) => name.Split('.')[0];
}
