using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>
/// Writes a declaration out as a flat list: blocks become their layers, branches and joins become inputs, and what stands
/// several times is repeated. With a mistake in it, it reports and goes on with the best guess.
/// </summary>
internal sealed class NetworkExpansion
{
    /// <summary>Layers beyond which a network is taken for a mistake in a number.</summary>
    public const int MostLayers = 20_000;

    private readonly NetworkDeclaration _declaration;
    private readonly Dictionary<string, BlockDefinition> _definitions;
    private readonly List<FlatLayer> _layers = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Layers and uses of blocks so far.</summary>
    private int _count;

    private NetworkExpansion(NetworkDeclaration declaration)
    {
        _declaration = declaration;
        _definitions = declaration.Blocks.ToDictionary(block => block.Key);
    }

    public static FlatNetwork Expand(NetworkDeclaration declaration) => Expand(declaration, out _);

    /// <param name="declaration">The declaration.</param>
    /// <param name="known">The names that can be read at its end, with the layers that they stand for.</param>
    public static FlatNetwork Expand(NetworkDeclaration declaration, out IReadOnlyDictionary<string, int> known)
    {
        NetworkExpansion expansion = new(declaration);
        IncludedLayers included = expansion.Run(out known);
        return new FlatNetwork(declaration, expansion._layers.ToEquatableArray(), expansion._problems.ToEquatableArray())
        {
            IncludedNames = included.AllNames.ToEquatableArray(),
            LacksIncluded = included.AreUnknown,
        };
    }

    private IncludedLayers Run(out IReadOnlyDictionary<string, int> known)
    {
        ScopeElement[] elements = [.. _declaration.Layers.Select((layer, index) => new ScopeElement(layer, new LayerOrigin(index)))];
        IncludedLayers included = IncludedLayers.Of(_declaration, elements, _problems);
        _layers.AddRange(included.Layers);
        _count = included.Layers.Count;
        Expand(Scope.Network, elements, FlatLayer.NetworkInput, included, out Dictionary<string, int> names);
        known = names;
        // A mistake may be why nobody reads a layer.
        if (_problems.Count == 0 && !included.AreUnknown)
            ReportUnread();
        return included;
    }

    /// <summary>Appends the layers of a scope.</summary>
    /// <param name="scope">The network, or one use of a block.</param>
    /// <param name="elements">What stands in it.</param>
    /// <param name="input">What it receives.</param>
    /// <param name="included">The layers in front of it that have names of this scope.</param>
    /// <param name="known">The names that can be read afterwards, with what they stand for.</param>
    /// <returns>What it gives.</returns>
    private int Expand(Scope scope, IReadOnlyList<ScopeElement> elements, int input, IncludedLayers included, out Dictionary<string, int> known)
    {
        LayerName[][] names = ScopeNames.Assign(scope, _declaration, elements, included, _problems);
        ScopeReader reader = new(scope, elements, names, input, scope.IsNetwork ? _declaration.FurtherInputs : [], included, _problems);
        for (int i = 0; i < elements.Count; i++)
        {
            ScopeElement element = elements[i];
            if (element.Declaration.IsBranch)
                reader.Branch(i);
            else if (element.Declaration.IsInclude)
                CheckPlaceOfInclude(scope, i, element);
            else if (element.Declaration.IsOnnxNetwork)
                continue;
            else if (element.Declaration.IsFrom)
                reader.Current = reader.Find(i, element.Declaration[KnownNames.FromName] as string, KnownNames.FromName);
            else if (element.Declaration.IsLoss || element.Declaration.IsPenalty)
                _layers.Add(new FlatLayer(element.Declaration, element.Origin, "", [], [reader.Current]));
            else if (_count <= MostLayers)
                Append(scope, reader, i, element, names[i]);
        }

        reader.End();
        known = reader.Known;
        return reader.Current;
    }

    /// <summary>The layers of an Include in front are there already.</summary>
    private void CheckPlaceOfInclude(Scope scope, int index, ScopeElement element)
    {
        if (!scope.IsNetwork || index > 0)
            Report(DeclarationDiagnostics.IncludeNotFirst, element, null, element.Show(scope));
    }

    private void Append(Scope scope, ScopeReader reader, int index, ScopeElement element, LayerName[] names)
    {
        LayerDeclaration layer = element.Declaration;
        if (element.Times < 1)
            Report(ShapeDiagnostics.ArgumentOutOfRange, element, KnownNames.LayerTimes, element.Show(scope), KnownNames.LayerTimes, "1 or more", Text.Of(element.Times));
        if (layer[KnownNames.LayerInput] is string name)
            reader.Current = reader.Find(index, name, KnownNames.LayerInput);
        for (int time = 0; time < names.Length && _count <= MostLayers; time++)
        {
            _count++;
            if (layer.Block is not null && layer.Compiles)
                AppendBlock(scope, reader, element, names[time]);
            else if (layer.IsJoin)
                AppendJoin(scope, reader, index, element, names[time]);
            else
                reader.Current = AppendLayer(scope, element, names[time], [reader.Current, .. FurtherReads(reader, index, layer)]);
            if (layer.IsShortcut)
                reader.AddShortcut(index, reader.Current);
            reader.Known[names[time].Name] = reader.Current;
        }

        // Of a layer that stands several times, the name alone is the last one's.
        if (names.Length > 1 && element.GivenName is { } given)
            reader.Known[given] = reader.Current;
        if (_count > MostLayers && !_problems.Exists(problem => problem.Descriptor == DeclarationDiagnostics.TooManyLayers))
            Report(DeclarationDiagnostics.TooManyLayers, element, null, element.Show(scope), Text.Grouped(MostLayers));
    }

    /// <summary>What a layer reads beside what stands before it, by names that it gives in options.</summary>
    private static IEnumerable<int> FurtherReads(ScopeReader reader, int index, LayerDeclaration layer) => KnownNames.FurtherReads
        .Where(option => layer[option] is string)
        .Select(option => reader.Find(index, (string)layer[option]!, option));

    private int AppendLayer(Scope scope, ScopeElement element, LayerName name, EquatableArray<int> inputs)
    {
        _layers.Add(new FlatLayer(element.Declaration, element.Origin, scope.Path + name.Name, [.. scope.Accessors, name.Accessor], inputs)
        {
            IsFrozen = scope.IsFrozen || element.Declaration.IsFrozen,
        });
        return _layers.Count - 1;
    }

    private void AppendJoin(Scope scope, ScopeReader reader, int index, ScopeElement element, LayerName name)
    {
        (List<int> operands, List<int> shortcuts, int beside) = reader.Join(index, element.Declaration.JoinedNames);
        foreach (int shortcut in shortcuts)
            _layers[shortcut] = _layers[shortcut] with { Beside = beside };
        reader.Current = AppendLayer(scope, element, name, operands.ToEquatableArray());
    }

    private void AppendBlock(Scope scope, ScopeReader reader, ScopeElement element, LayerName name)
    {
        LayerDeclaration layer = element.Declaration;
        BlockDefinition definition = _definitions[layer.Block!];
        int before = _problems.Count;
        if (definition.Unusable is { } reason)
        {
            Report(DeclarationDiagnostics.UnusableBlock, element, null, definition.Name, reason);
        }
        else if (scope.Blocks.Contains(definition.Key))
        {
            string[] cycle = [.. scope.Blocks.SkipWhile(block => block != definition.Key).Concat([definition.Key]).Select(BlockDefinition.NameOf)];
            Report(DeclarationDiagnostics.RecursiveBlock, element, null, definition.Name, string.Join(" → ", cycle));
        }
        else if (ElementsOf(scope, element, definition) is { } elements)
        {
            Scope inside = scope.Inside(name, definition.Key, layer.IsFrozen);
            reader.Current = Expand(inside, elements, reader.Current, IncludedLayers.None, out Dictionary<string, int> known);
            foreach (KeyValuePair<string, int> inner in known)
                reader.Known[name.Name + "." + inner.Key] = inner.Value;
        }

        // Stands for the block, so that nothing is said about what follows it.
        if (_problems.Count > before)
            reader.Current = AppendLayer(scope, element with { Declaration = layer with { Compiles = false } }, name, [reader.Current]);
    }

    private ScopeElement[]? ElementsOf(Scope scope, ScopeElement element, BlockDefinition definition)
    {
        Dictionary<string, object?> arguments = element.Declaration.Arguments.Where(argument => argument.IsPositional).ToDictionary(argument => argument.Name, argument => argument.Value);
        try
        {
            return
            [
                .. new BlockEvaluator(arguments).Layers(definition).Select(layer =>
                    new ScopeElement(layer.Layer, new LayerOrigin(element.Origin.Attribute, new BlockPlace(definition.Key, layer.Place)))),
            ];
        }
        catch (BlockEvaluationException exception)
        {
            LayerOrigin origin = exception.Place < 0 ? element.Origin : element.Origin with { Place = new BlockPlace(definition.Key, exception.Place) };
            _problems.Add(exception.IsUnreadable
                ? new Problem(DeclarationDiagnostics.UnreadableBlock, origin.Anchor(), [definition.Name, exception.Message])
                : new Problem(DeclarationDiagnostics.BlockWithoutValue, origin.Anchor(), [element.Show(scope), exception.Message]));
            return null;
        }
    }

    private void ReportUnread()
    {
        // Without a loss that predicts, and behind a path that goes on behind its loss, there is a message already.
        if (!_layers.Exists(layer => layer.IsLoss && !layer.Declaration.IsTrainingOnly)
            || _layers.Exists(layer => layer.IsLoss && !_declaration.EndsPath(layer.Origin.Attribute)))
        {
            return;
        }

        HashSet<int> read = [.. _layers.SelectMany(layer => layer.Inputs)];
        if (_declaration.FurtherInputs.Count > 0 && !read.Contains(FlatLayer.NetworkInput))
            _problems.Add(new Problem(DeclarationDiagnostics.UnreadInput, Anchor.Network(), ["the network's own input", ScopeNames.Input]));
        for (int i = 0; i < _declaration.FurtherInputs.Count; i++)
        {
            if (!_declaration.FurtherInputs[i].IsLengths && !read.Contains(FlatLayer.FurtherInput(i)))
                _problems.Add(new Problem(DeclarationDiagnostics.UnreadInput, Anchor.Input(i), [_declaration.FurtherInputs[i].Call, _declaration.FurtherInputs[i].Name]));
        }

        for (int i = 0; i < _layers.Count; i++)
        {
            if (!_layers[i].GivesValue || _layers[i].Origin.IsIncluded || read.Contains(i))
                continue;
            FlatLayer unread = _layers[i];
            string shown = new ScopeElement(unread.Declaration, unread.Origin).Show(Scope.Network with { Path = unread.Name });
            _problems.Add(new Problem(DeclarationDiagnostics.UnreadLayer, unread.Origin.Anchor(), [shown, unread.Name]));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, ScopeElement element, string? argument, params string[] arguments) =>
        _problems.Add(new Problem(descriptor, element.Origin.Anchor(argument), new EquatableArray<string>(arguments)));
}
