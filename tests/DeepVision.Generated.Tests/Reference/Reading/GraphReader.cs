namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>
/// Writes a network out as a list of layers that know what they read: blocks become their layers, branches and joins become
/// inputs. It reads one network or one use of a block, and knows no shapes.
/// </summary>
internal sealed class GraphReader
{
    private readonly string _path;
    private readonly bool _isFrozen;
    private readonly List<WrittenLayer> _layers;
    private readonly List<WrittenHead> _heads = [];
    private readonly List<WrittenPenalty> _penalties = [];
    private readonly Dictionary<string, WrittenLayer> _known = [];

    /// <summary>What stands here is called, and what stands on the network that it begins with.</summary>
    private readonly HashSet<string> _names = [];

    /// <summary>What the next layer reads.</summary>
    private WrittenLayer _current;

    private Fork? _fork;

    private GraphReader(string path, bool isFrozen, WrittenLayer input, List<WrittenLayer> layers)
    {
        (_path, _isFrozen, _current, _layers) = (path, isFrozen, input, layers);
        _known["input"] = input;
    }

    /// <summary>The layers in the order in which they are written, each behind what it reads.</summary>
    /// <param name="elements">Layers, marks and losses.</param>
    /// <param name="input">The network's own input.</param>
    /// <param name="furtherInputs">The other ones.</param>
    /// <returns>The layers, and the losses and penalties with what they read.</returns>
    public static (IReadOnlyList<WrittenLayer> Layers, IReadOnlyList<WrittenHead> Heads, IReadOnlyList<WrittenPenalty> Penalties) Read(
        IReadOnlyList<Attribute> elements, WrittenLayer input, IReadOnlyList<WrittenLayer> furtherInputs)
    {
        GraphReader reader = new("", isFrozen: false, input, []);
        foreach (WrittenLayer further in furtherInputs)
            reader._known[further.Name] = further;
        reader.ReadAll(elements);
        return (reader._layers, reader._heads, reader._penalties);
    }

    private void ReadAll(IReadOnlyList<Attribute> elements)
    {
        if (elements.FirstOrDefault(element => IsInclude(element.GetType())) is { } include)
            Include(include);
        string[][] names = ElementNames.Assign(elements, _names);
        _names.UnionWith(names.SelectMany(given => given));
        for (int i = 0; i < elements.Count; i++)
        {
            switch (elements[i])
            {
                case Branch:
                    Begin();
                    break;
                case From from:
                    _current = _known[from.Name];
                    break;
                case Layer layer:
                    Append(layer, names[i]);
                    break;
                case Loss loss:
                    _heads.Add(new WrittenHead(loss, _current));
                    break;
                case ActivityPenalty penalty:
                    _penalties.Add(new WrittenPenalty(penalty, _current));
                    break;
            }
        }

        if (_fork is not null)
            throw new NotSupportedException($"The branches of '{_path}' are never joined.");
    }

    private static bool IsInclude(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Include<>);

    /// <summary>Begins with the layers of another network: one of them, and all from which a way leads to it.</summary>
    private void Include(Attribute include)
    {
        Type type = include.GetType();
        bool isFrozen = (bool)type.GetProperty(nameof(Include<object>.Frozen))!.GetValue(include)!;
        GraphReader other = new("", isFrozen, _current, []);
        other.ReadAll([.. type.GetGenericArguments()[0].GetCustomAttributes(inherit: false).OfType<Attribute>()]);
        WrittenLayer last = type.GetProperty(nameof(Include<object>.To))!.GetValue(include) is string to ? other._known[to] : other._heads.Single(head => !head.Loss.TrainingOnly).Input;
        HashSet<WrittenLayer> kept = [];
        for (Stack<WrittenLayer> left = new([last]); left.TryPop(out WrittenLayer? layer);)
        {
            if (layer == _current || !kept.Add(layer))
                continue;
            foreach (WrittenLayer read in layer.Inputs)
                left.Push(read);
        }

        _layers.AddRange(other._layers.Where(kept.Contains));
        foreach ((string name, WrittenLayer layer) in other._known.Where(known => kept.Contains(known.Value)))
            _known[name] = layer;
        _names.UnionWith(other._names);
        _current = last;
    }

    /// <summary>Opens a fork, or begins its next path.</summary>
    private void Begin()
    {
        _fork?.Ends.Add(_current);
        _fork ??= new Fork(_current);
        _current = _fork.Start;
    }

    private void Append(Layer layer, string[] names)
    {
        if (layer.Input is not null)
            _current = _known[layer.Input];
        foreach (string name in names)
        {
            _current = layer switch
            {
                Block block => Inside(block, name),
                Join join => Joined(join, name),
                RecurrentLayer recurrent => Written(layer, name, [_current, .. StatesOf(recurrent)]),
                MultiHeadAttention { Memory: { } memory } => Written(layer, name, _current, _known[memory]),
                _ => Written(layer, name, _current),
            };
            _known[name] = _current;
            if (layer is Shortcut)
                _fork!.Shortcuts.Add((_current, _fork.Ends.Count));
        }

        // The name alone is that of the last one.
        if (layer.Name is not null)
            _known[layer.Name] = _current;
    }

    /// <summary>What a recurrent layer begins with.</summary>
    private IEnumerable<WrittenLayer> StatesOf(RecurrentLayer layer) =>
        new[] { layer.InitialState, (layer as LSTM)?.InitialMemory }.OfType<string>().Select(state => _known[state]);

    private WrittenLayer Written(Layer layer, string name, params IReadOnlyList<WrittenLayer> inputs)
    {
        _layers.Add(new WrittenLayer(_path + name, layer, inputs) { IsFrozen = _isFrozen || layer.Frozen });
        return _layers[^1];
    }

    /// <summary>One use of a block, with weights of its own.</summary>
    private WrittenLayer Inside(Block block, string name)
    {
        GraphReader reader = new($"{_path}{name}.", _isFrozen || block.Frozen, _current, _layers);
        reader.ReadAll(block.Layers);
        _penalties.AddRange(reader._penalties);
        foreach ((string inner, WrittenLayer layer) in reader._known)
            _known[$"{name}.{inner}"] = layer;
        return reader._current;
    }

    /// <summary>A join of the ends of all paths, or of what stands before it, and of the layers that it names.</summary>
    private WrittenLayer Joined(Join join, string name)
    {
        WrittenLayer[] ends = [.. _fork?.Ends ?? [], _current];
        foreach ((WrittenLayer shortcut, int path) in _fork?.Shortcuts ?? [])
            shortcut.Beside = ends.Where((_, other) => _fork!.Shortcuts.TrueForAll(another => another.Path != other)).First();
        _fork = null;
        return Written(join, name, [.. ends, .. join.Names.Select(named => _known[named])]);
    }

    /// <summary>An open fork.</summary>
    /// <param name="start">What its paths read.</param>
    private sealed class Fork(WrittenLayer start)
    {
        public WrittenLayer Start { get; } = start;

        /// <summary>What the finished paths give.</summary>
        public List<WrittenLayer> Ends { get; } = [];

        /// <summary>The shortcuts, and on which path they stand.</summary>
        public List<(WrittenLayer Shortcut, int Path)> Shortcuts { get; } = [];
    }
}
