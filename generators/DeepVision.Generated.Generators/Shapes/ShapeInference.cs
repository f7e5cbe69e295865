using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Rules;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What inference gives: a graph, the best guess if there are problems.</summary>
/// <param name="LacksIncluded">Whether it begins with layers of another network that aren't known, because that one has a mistake.</param>
internal sealed record InferredNetwork(LayerGraph Graph, EquatableArray<Problem> Problems, bool LacksIncluded);

/// <summary>
/// Goes through a network's layers, asks each one's rule for its shape and parameters, and collects the mistakes.
/// </summary>
internal sealed partial class ShapeInference
{
    private readonly FlatNetwork _network;
    private readonly List<Problem> _problems = [];
    private readonly List<LayerNode> _nodes = [];

    /// <summary>Node → number of its layer in the flat list.</summary>
    private readonly List<int> _layers = [];

    /// <summary>Layer → what it gives; null as long as that isn't known, and for losses and penalties.</summary>
    private readonly InputSource?[] _outputs;

    /// <summary>Layer → its first reader, preferably one that predictions need; <see cref="FlatLayer.None"/> if there is none.</summary>
    private readonly int[] _readers;

    private readonly InputSource _input;

    /// <summary>The node that clears the network's own input behind the end of each sequence; null as long as nobody reads it.</summary>
    private int? _clearedInput;

    private readonly InputSource[] _furtherInputs;
    private readonly bool _lacksIncluded;
    private double _storage;

    private ShapeInference(FlatNetwork network)
    {
        _network = network;
        _outputs = new InputSource?[network.Layers.Count];
        _readers = [.. network.Layers.Select(_ => FlatLayer.None)];
        // An auxiliary head changes nothing in the layers that it helps, not even how they begin.
        HashSet<int> predicting = network.Predicting();
        foreach (int reader in Enumerable.Range(0, network.Layers.Count).Where(reader => !network.Layers[reader].Declaration.IsPenalty).OrderBy(predicting.Contains).ThenByDescending(reader => reader))
        {
            foreach (int input in network.Layers[reader].Inputs.Where(input => input >= 0))
                _readers[input] = reader;
        }

        _problems.AddRange(DeclarationChecks.Check(Declaration));
        ReportSeveralParts();
        _problems.AddRange(network.Problems);
        NetworkDeclaration? included = Declaration.Layers.FirstOrDefault()?.Included?.Network;
        _lacksIncluded = network.LacksIncluded || (included is not null && Infer(included).Problems.Count > 0);
        _input = InputOfNetwork(included);
        _furtherInputs =
        [
            .. Declaration.FurtherInputs.Select((input, index) => InputOf(input.Dimensions, LayerNode.FurtherInput(index), input.Call, Anchor.Input(index), isGuess: false)),
        ];
        if (Declaration.HasLengths)
            _input = WithLengths(_input);
    }

    public NetworkDeclaration Declaration => _network.Declaration;

    public EquatableArray<FlatLayer> Layers => _network.Layers;

    /// <summary>Checks the whole declaration and infers its graph.</summary>
    public static InferredNetwork Infer(NetworkDeclaration declaration) => new ShapeInference(NetworkExpansion.Expand(declaration)).Run();

    public void Report(Problem problem) => _problems.Add(problem);

    /// <summary>A layer in a message: <c>Conv2D(32, 3) (layer 1)</c>, in a block <c>Conv2D(64, 3) (bottleneck_1.conv2d_2)</c>.</summary>
    public string Show(int layer) => Describe(layer) + " (" + Position(layer) + ")";

    /// <summary>Where a layer is: <c>layer 1</c>, in a block <c>bottleneck_1.conv2d_2</c>.</summary>
    public string Position(int layer) =>
        AttributeOf(layer) is { } attribute ? "layer " + Text.Of(attribute + 1) : layer == FlatLayer.NetworkInput ? "the network's input" : layer < 0 ? "the input \"" + Declaration.FurtherInputs[LayerNode.InputNumber(layer) - 1].Name + "\"" : Layers[layer].Name;

    /// <summary>The layer as declared: <c>Conv2D(32, 3)</c>.</summary>
    public string Describe(int layer) => Describe(Layers[layer].Declaration);

    /// <summary>An attribute in a message: <c>Bottleneck(64, Times = 3) (layer 5)</c>.</summary>
    public string ShowAttribute(int attribute) => Describe(Declaration.Layers[attribute]) + " (layer " + Text.Of(attribute + 1) + ")";

    /// <summary>Number of the attribute that is this layer; null for one in a block or of an included network, and for the network's input.</summary>
    public int? AttributeOf(int layer) => layer >= 0 && Layers[layer].Origin is { Place: null, IsIncluded: false, Attribute: int attribute } ? attribute : null;

    public LayerOrigin OriginOf(int layer) => Layers[layer].Origin;

    /// <summary>What a layer computes, for rules that look back.</summary>
    public LayerNode? NodeOf(int layer) =>
        layer >= 0 && _outputs[layer] is { Value: >= 0 and int node } && _nodes[node].Name == Layers[layer].Name ? _nodes[node] : null;

    /// <summary>The layer that a layer reads first; negative for the network's input.</summary>
    public int FirstInputOf(int layer) => Layers[layer].Inputs[0];

    /// <summary>What stands behind a layer means to its initial weights.</summary>
    public InitializerHint HintBehind(int layer)
    {
        for (int reader = _readers[layer]; reader != FlatLayer.None; reader = _readers[reader])
        {
            FlatLayer behind = Layers[reader];
            InitializerHint hint = behind.IsLoss ? InitializerHint.Glorot
                : behind.Declaration.IsShortcut ? InitializerHint.None
                : LayerRules.Find(behind.Declaration.Kind)?.InitializerHint ?? InitializerHint.Glorot;
            if (hint != InitializerHint.None)
                return hint;
        }

        return InitializerHint.Glorot;
    }

    private static string Describe(LayerDeclaration layer) =>
        layer.Compiles && !layer.IsLoss && layer.Block is null && LayerRules.Find(layer.Kind) is { } rule ? rule.Describe(layer)
        : layer.Block is not null && layer.Compiles ? DescribeBlock(layer)
        : layer.IsFrom && layer.Compiles ? layer.Call
        : layer.IsPenalty && layer.Compiles ? PenaltyCheck.Describe(layer)
        : (layer.IsInclude || layer.IsOnnxNetwork) && layer.Compiles ? layer[KnownNames.IncludeTo] is string to ? WithOption(layer.Call, KnownNames.IncludeTo + " = \"" + to + "\"") : layer.Call
        : layer.Kind;

    private static string DescribeBlock(LayerDeclaration block)
    {
        string times = block[KnownNames.LayerTimes] is int and not 1 and var value ? KnownNames.LayerTimes + " = " + Text.Of((int)value) : "";
        return times.Length == 0 ? block.Call : WithOption(block.Call, times);
    }

    private static string WithOption(string call, string option) => call.EndsWith(")", StringComparison.Ordinal)
        ? call.Substring(0, call.Length - 1) + ", " + option + ")"
        : call + "(" + option + ")";

    private InferredNetwork Run()
    {
        for (int layer = 0; layer < Layers.Count; layer++)
            Visit(layer);
        SortAsWritten();
        _problems.AddRange(MemberChecks.Check(Declaration, _nodes, node => ShowAttribute(node.Attribute)));
        EquatableArray<NetworkHead> heads = [.. new LossCheck(this).Run(), .. new PenaltyCheck(this).Run()];
        CheckSomethingTrains();
        LayerGraph graph = new(Declaration.Type.Name, _input.Shape, _nodes.ToEquatableArray(), heads)
        {
            FurtherInputs = _furtherInputs.Select((input, index) => new NetworkInput(Declaration.FurtherInputs[index].Name, input.Shape) { IsLengths = Declaration.FurtherInputs[index].IsLengths }).ToEquatableArray(),
            Lines = Lines(),
            Winograd = Declaration.Winograd,
            Profile = Declaration.Profile,
            SharesKernels = Declaration.SharesKernels,
        };
        if (_problems.Count == 0 && !_lacksIncluded)
            _problems.AddRange(LearningCheck.Check(graph, node => OriginOf(_layers[node]).Anchor(), node => Show(_layers[node])));
        return new InferredNetwork(graph, _problems.ToEquatableArray(), _lacksIncluded);
    }

    private void CheckSomethingTrains()
    {
        int last = _nodes.FindLastIndex(node => node.IsFrozen && node.Parameters.Count > 0);
        if (_problems.Count > 0 || _lacksIncluded || last < 0 || Declaration.IsOnnxAlone || _nodes.Exists(node => node.Parameters.Any(parameter => parameter.IsTrainable)))
            return;
        Report(new Problem(LossDiagnostics.NothingTrains, Anchor.Layer(_nodes[last].Attribute, KnownNames.LayerFrozen),
            [Declaration.Type.Name, ShowAttribute(_nodes[last].Attribute)]));
    }

    /// <summary>Puts the nodes into the order in which their layers are written: a path beside a shortcut may have come before it.</summary>
    private void SortAsWritten()
    {
        int[] order = [.. Enumerable.Range(0, _nodes.Count).OrderBy(node => _layers[node])];
        int[] places = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
            places[order[place]] = place;
        LayerNode[] sorted = [.. order.Select(node => _nodes[node] with { Inputs = _nodes[node].Inputs.Select(PlaceOf).ToEquatableArray() })];
        _nodes.Clear();
        _nodes.AddRange(sorted);
        _layers.Sort();
        for (int layer = 0; layer < _outputs.Length; layer++)
        {
            if (_outputs[layer] is { } output)
                _outputs[layer] = output with { Value = PlaceOf(output.Value) };
        }

        int PlaceOf(int node) => node < 0 ? node : places[node];
    }

    /// <summary>What a layer gives, or an input.</summary>
    public InputSource OutputOf(int layer) => layer >= 0 ? _outputs[layer]! : layer == FlatLayer.NetworkInput ? _input : _furtherInputs[LayerNode.InputNumber(layer) - 1];

    /// <summary>Infers a layer, and before it the path beside a shortcut, which may be written behind it.</summary>
    private void Visit(int layer)
    {
        if (!Layers[layer].GivesValue || _outputs[layer] is not null)
            return;
        Stack<int> open = new([layer]);
        while (open.Count > 0)
        {
            int next = open.Peek();
            FlatLayer flat = Layers[next];
            int[] missing = [.. flat.Inputs.Concat([flat.Beside]).Where(input => input >= 0 && _outputs[input] is null)];
            foreach (int input in missing)
                open.Push(input);
            if (missing.Length > 0)
                continue;
            open.Pop();
            _outputs[next] ??= flat.Declaration.IsShortcut ? InferShortcut(next)
                : flat.Declaration.Block is null && LayerRules.Find(flat.Declaration.Kind)?.PartsOf(flat.Declaration) is { Length: > 0 } parts ? InferParts(next, OutputOf(flat.Inputs[0]), parts)
                : flat.Declaration.Block is null && LayerRules.Find(flat.Declaration.Kind)?.DirectionsOf(flat.Declaration) is { } directions ? InferDirections(next, [.. flat.Inputs.Select(OutputOf)], directions)
                : InferLayer(next, flat.Declaration, flat.Name, flat.Accessor, [.. flat.Inputs.Select(OutputOf)]);
        }
    }

    private InputSource InferLayer(int index, LayerDeclaration declaration, string name, EquatableArray<string> path, IReadOnlyList<InputSource> sources)
    {
        if (declaration.Block is not null || LayerRules.Find(declaration.Kind) is not { } rule)
            return sources[0] with { IsGuess = true };
        // Tokens are read as they come; behind the end any of them will do.
        if (rule is not TokenEmbeddingRule)
            sources = [.. sources.Select(Cleared)];
        InputSource source = sources[0];
        LayerContext context = new(this, rule, index, declaration, sources);
        LayerResult result = CheckSize(context, ForEachImage(source.Shape, rule.Infer(context)));
        StepsPlan? steps = sources.Any(input => input.VariesInLength) && !context.IsGuess ? PlanSteps(context, result.Operation) : null;
        EquatableArray<int> inputs = sources.Select(input => input.Value).ToEquatableArray();
        if (steps is not null)
        {
            result = result with { Operation = steps.Operation, Output = steps.Behind == StepsKind.Last ? Shape.Sequence(source.Shape.Width, result.Output.Channels) : result.Output };
            if (steps.Before is { } before && !IsClear(source, before))
                inputs = [AddSteps(source, before, index, name + ".steps", [.. path, "Steps"]).Value, .. inputs.Skip(1)];
            if (steps.Operation.ReadsLengths)
                inputs = [.. inputs, Lengths];
        }

        FlatLayer flat = Layers[index];
        _nodes.Add(new LayerNode(
            name, path, Describe(declaration), result.Operation, inputs,
            source.Shape, result.Output, flat.IsFrozen ? Frozen(result.Parameters) : result.Parameters, result.MultiplyAdds)
        {
            Attribute = flat.Origin.Attribute,
            IsFrozen = flat.IsFrozen,
            Weights = flat.Weights,
        });
        _layers.Add(index);

        // Behind a Dense layer everything is known again, whatever was wrong before it.
        bool isGuess = context.IsGuess && !(result.Operation is DenseOperation && declaration.Compiles && context.Int("units") > 0);
        // A layer that leaves the shape alone didn't give it: messages name the one that did.
        InputSource output = result.Operation.KeepsShape
            ? source with { Value = _nodes.Count - 1, Shape = result.Output, IsGuess = isGuess }
            : new InputSource(_nodes.Count - 1, result.Output, index, Show(index), isGuess);
        output = output with { VariesInLength = steps?.GivesSequence == true };
        return steps?.Behind is { } behind ? AddSteps(output, behind, index, name + ".output", [.. path, "Output"]) : output;
    }

    /// <summary>What a layer gives for a sequence of images: it works on each, as Keras' TimeDistributed does.</summary>
    private static LayerResult ForEachImage(Shape input, LayerResult result) => input.Steps == 0 || result.Operation.TakesSequenceOfImages
        ? result
        : result with { Output = result.Output.ForEachOf(input.Steps), MultiplyAdds = Sizes.Times(input.Steps, result.MultiplyAdds) };

    private static EquatableArray<ParameterDeclaration> Frozen(EquatableArray<ParameterDeclaration> parameters) =>
        parameters.Select(parameter => parameter with { Group = ParameterGroup.Frozen }).ToEquatableArray();

    /// <summary>A shortcut is nothing, or a convolution and a normalisation (He et al. 2015, option B).</summary>
    private InputSource InferShortcut(int index)
    {
        FlatLayer flat = Layers[index];
        InputSource source = OutputOf(flat.Inputs[0]);
        if (flat.Beside == FlatLayer.None)
            return source with { IsGuess = true };
        InputSource beside = OutputOf(flat.Beside);
        if (ShortcutProjection.Plan(source.Shape, beside.Shape, out string? reason) is not { } layers)
        {
            if (reason is null)
                return source with { IsGuess = source.IsGuess || beside.IsGuess };
            if (!source.IsGuess && !beside.IsGuess)
            {
                Report(new Problem(ShapeDiagnostics.ShortcutDoesNotFit, flat.Origin.Anchor(),
                    [Show(index), source.Shape.WithArticle(), source.GiverText, beside.Shape.WithArticle(), beside.GiverText, reason]));
            }

            return beside with { Value = source.Value, IsGuess = true };
        }

        return InferParts(index, source, layers);
    }

    /// <summary>The layers that one stands for, one behind the other. What was wrong with an argument isn't said again by a part behind.</summary>
    private InputSource InferParts(int index, InputSource source, IReadOnlyList<LayerDeclaration> parts)
    {
        FlatLayer flat = Layers[index];
        int problems = _problems.Count;
        foreach (LayerDeclaration part in parts)
        {
            LayerDeclaration layer = _problems.Count == problems ? part : part with { Compiles = false };
            source = InferLayer(index, layer, flat.Name + "." + layer.Kind.ToLowerInvariant() + "_1", [.. flat.Accessor, layer.Kind + "1"], [source]);
        }

        return source;
    }

    /// <summary>A layer in both directions: two layers beside each other, whose tensors have the name of the whole, and their join.</summary>
    private InputSource InferDirections(int index, IReadOnlyList<InputSource> sources, DirectedParts parts)
    {
        FlatLayer flat = Layers[index];
        int problems = _problems.Count;
        InputSource forward = Direction(parts.Forward, "Forward");
        InputSource backward = Direction(_problems.Count == problems ? parts.Backward : parts.Backward with { Compiles = false }, "Backward");
        return InferLayer(index, parts.Join, flat.Name, [.. flat.Accessor, "Merged"], [forward, backward]);

        InputSource Direction(LayerDeclaration part, string direction)
        {
            int first = _nodes.Count;
            InputSource result = InferLayer(index, part, flat.Name + "." + direction.ToLowerInvariant(), [.. flat.Accessor, direction], sources);
            for (int node = first; node < _nodes.Count; node++)
                _nodes[node] = _nodes[node] with { TensorPrefix = flat.Name };
            return result;
        }
    }

    /// <summary>Reports a layer that no buffer can hold, and goes on with a small one.</summary>
    private LayerResult CheckSize(LayerContext layer, LayerResult result)
    {
        Shape output = result.Output;
        if (Sizes.Product(output.Images, output.Height, output.Width, Sizes.Padded(output.Channels, 16)) > Sizes.Limit)
        {
            layer.ReportShape(ShapeDiagnostics.TooLarge, layer.Here, Text.Grouped(Sizes.Product(output.Images, output.Height, output.Width, output.Channels)),
                "output values for each sample", Text.Grouped(Sizes.Limit), "Use fewer filters, a larger stride, or pool before it.");
            return Shrink(result with { Output = output with { Steps = Math.Min(output.Steps, 1), Height = 1, Width = 1, Channels = 1 } });
        }

        double storage = result.Parameters.Sum(parameter => Volume(parameter, Sizes.Padded));
        if (_storage + storage > Sizes.Limit)
        {
            // A sum that grew too large is blamed on the layer that made it so, and isn't carried on.
            bool alone = storage > Sizes.Limit;
            double count = result.Parameters.Sum(parameter => Volume(parameter, (dimension, _) => dimension));
            double before = alone ? 0 : _nodes.Sum(node => node.Parameters.Sum(parameter => (double)parameter.Count));
            layer.ReportShape(ShapeDiagnostics.TooLarge, layer.Here, Text.Grouped(before + count), alone ? "weights" : "weights together with the layers before it",
                Text.Grouped(Sizes.Limit), "Use fewer units or filters, or pool before it.");
            return Shrink(result);
        }

        _storage += storage;
        return result;
    }

    private static LayerResult Shrink(LayerResult result) => result with
    {
        Parameters = result.Parameters.Select(parameter => parameter with { Dimensions = parameter.Dimensions.Select(_ => 1).ToEquatableArray() }).ToEquatableArray(),
        MultiplyAdds = 0,
    };

    /// <summary>Values of a tensor, its outputs and inputs padded as they are when it is packed.</summary>
    private static double Volume(ParameterDeclaration parameter, Func<int, int, int> pad)
    {
        double volume = pad(parameter.Dimensions[0], 64);
        for (int i = 1; i < parameter.Dimensions.Count; i++)
            volume *= i == 1 ? pad(parameter.Dimensions[i], 16) : parameter.Dimensions[i];
        return volume;
    }

    /// <param name="included">The network whose layers come first, if there is one.</param>
    private InputSource InputOfNetwork(NetworkDeclaration? included)
    {
        EquatableArray<int> dimensions = Declaration.Input;
        bool isGuess = _lacksIncluded || dimensions.Count == 0 || dimensions.Any(dimension => dimension < 1);
        if (included is not null && !isGuess && !included.Input.Equals(dimensions))
        {
            Report(new Problem(ShapeDiagnostics.IncludedInputDiffers, Anchor.Network(),
                [ShowAttribute(0), included.Type.Name, ShapeOf([.. included.Input]).WithArticle(), Declaration.Type.Name, ShapeOf([.. dimensions]).WithArticle(), Text.Join(included.Input)]));
            dimensions = included.Input;
            isGuess = true;
        }

        return InputOf(dimensions, LayerNode.NetworkInput, Declaration.Onnx is null ? "Network(" + Text.Join(dimensions) + ")" : Declaration.Layers[0].Call, Anchor.Network(), isGuess);
    }

    /// <summary>An input, a small one if its dimensions are wrong.</summary>
    /// <param name="dimensions">As they are declared.</param>
    /// <param name="value">What stands for it among nodes.</param>
    /// <param name="call">The attribute in a message.</param>
    /// <param name="anchor">Where it is.</param>
    /// <param name="isGuess">Whether a mistake elsewhere makes it a guess.</param>
    private InputSource InputOf(EquatableArray<int> dimensions, int value, string call, Anchor anchor, bool isGuess)
    {
        isGuess |= dimensions.Count == 0 || dimensions.Any(dimension => dimension < 1);
        int[] sizes = isGuess && dimensions.Count == 0 ? [1, 1, 1] : [.. dimensions.Select(dimension => Math.Max(1, dimension))];
        if (Sizes.Product(sizes) is var values && values > Sizes.Limit / 16)
        {
            Report(new Problem(ShapeDiagnostics.TooLarge, anchor,
                [call, Text.Grouped(values), "values for each sample", Text.Grouped(Sizes.Limit / 16), "Use a smaller input."]));
            isGuess = true;
            sizes = [.. sizes.Select(_ => 1)];
        }

        return new InputSource(value, ShapeOf(sizes), value, "[" + call + "]", isGuess);
    }

    private static Shape ShapeOf(int[] sizes) => sizes.Length switch
    {
        4 => Shape.Image(sizes[1], sizes[2], sizes[3]).ForEachOf(sizes[0]),
        3 => Shape.Image(sizes[0], sizes[1], sizes[2]),
        2 => Shape.Sequence(sizes[0], sizes[1]),
        _ => Shape.Vector(sizes[0]),
    };

    /// <summary>The attributes as rows of a table, each with the shape behind its last layer.</summary>
    private EquatableArray<DeclaredLine> Lines()
    {
        Dictionary<int, Shape> outputs = [];
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            if (_outputs[layer] is { } output)
                outputs[Layers[layer].Origin.Attribute] = output.Shape;
        }

        return Enumerable.Range(0, Declaration.Layers.Count)
            .Where(attribute => !Declaration.Layers[attribute].IsLoss)
            .SelectMany(attribute => LinesOfFile(attribute)
                .Prepend(new DeclaredLine(attribute, DescribeLine(Declaration.Layers[attribute]), outputs.TryGetValue(attribute, out Shape shape) ? shape : null)))
            .ToEquatableArray();
    }

    /// <summary>The layers of an ONNX file, which stand nowhere else.</summary>
    private IEnumerable<DeclaredLine> LinesOfFile(int attribute) => Declaration.Layers[attribute].IsOnnxNetwork
        ? _nodes.Where(node => node.Attribute == attribute).Select(node => new DeclaredLine(attribute, node.Name + ": " + node.Description, node.Output) { Layer = node.Name })
        : [];

    private static string DescribeLine(LayerDeclaration layer) => Describe(layer) + (layer.IsFrozen ? ", frozen" : "");

    private void ReportSeveralParts()
    {
        EquatableArray<LayerDeclaration> layers = Declaration.Layers;
        int first = layers.Count == 0 ? 0 : layers[0].Part;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Part == first)
                continue;
            Report(new Problem(DeclarationDiagnostics.LayersOnSeveralParts, Anchor.Layer(i), [Describe(layers[i]), Declaration.Type.Name]));
            return;
        }
    }
}
