using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>
/// Builds the reference of a network from the attributes of its class, as they are at run time: names, inputs, shapes and
/// paddings are derived here a second time.
/// </summary>
internal sealed class NetworkReader
{
    private readonly Dictionary<WrittenLayer, LayerValue> _values = [];

    /// <summary>The reference of a class.</summary>
    public static ReferenceNetwork Read(Type network) => Read(network.GetCustomAttributes(inherit: false));

    /// <summary>The reference of what stands on a class: the network, its layers and marks, the loss.</summary>
    public static ReferenceNetwork Read(params IReadOnlyList<object> attributes)
    {
        NetworkReader reader = new();
        NetworkAttribute declaration = attributes.OfType<NetworkAttribute>().Single();
        LayerValue input = InputOf("input", declaration.InputShape);
        LayerValue[] inputs = [input, .. attributes.OfType<Input>().Select(further => InputOf(further.Name, further.Shape)), .. declaration.VariableLength ? [InputOf("lengths", new TensorShape(1))] : Array.Empty<LayerValue>()];
        WrittenLayer[] written = [.. inputs.Select(value => new WrittenLayer(value.Name, layer: null))];
        foreach ((WrittenLayer layer, LayerValue value) in written.Zip(inputs))
            reader._values[layer] = value;
        // Layers read the steps that count.
        if (declaration.VariableLength)
        {
            ReferenceOperation steps = new VariableLengthReference(input.Shape, inputs[^1].Shape, shape => new StepsReference(shape));
            reader._values[written[0]] = LayerValue.Of("steps", steps, [input, inputs[^1]]) with { Lengths = inputs[^1] };
        }

        (IReadOnlyList<WrittenLayer> layers, IReadOnlyList<WrittenHead> heads, IReadOnlyList<WrittenPenalty> penalties) = GraphReader.Read([.. attributes.OfType<Attribute>()], written[0], written[1..]);
        List<ReferenceNode> nodes = [];
        Dictionary<LayerValue, int> numbers = inputs.Index().ToDictionary(value => value.Item, value => ReferenceNode.NetworkInput - value.Index);
        foreach (WrittenLayer layer in layers)
            Number(reader.ValueOf(layer));
        // Those that predict come last.
        WrittenHead[] predicting = [.. heads.Where(head => !head.Loss.TrainingOnly)];
        return new ReferenceNetwork(input.Shape, nodes, [.. penalties.Select(Penalty), .. heads.OrderByDescending(head => head.Loss.TrainingOnly).Select(Head)], predicting.Length)
        {
            FurtherInputs = [.. inputs.Skip(1).Select(further => new ReferenceInput(further.Name, further.Shape) { Steps = declaration.VariableLength && further == inputs[^1] ? input.Shape.Width : 0 })],
        };

        ReferenceHead Head(WrittenHead head) => new(Number(reader.ValueOf(Scores(head))), LossReader.Read(head.Loss, head.Input.Layer), head.Loss.Weight)
        {
            Name = head.Loss.Name ?? "",
            Lengths = LengthsOf(reader.ValueOf(Scores(head))),
            Answers = Math.Max(0, Array.FindIndex(predicting, other => head.Loss.TrainingOnly ? LearnsAlike(head, other) : other == head)),
        };

        ReferenceHead Penalty(WrittenPenalty penalty) =>
            new(Number(reader.ValueOf(penalty.Input)), new ActivityPenaltyReference(penalty.Penalty.L1, penalty.Penalty.L2)) { Lengths = LengthsOf(reader.ValueOf(penalty.Input)) };

        int? LengthsOf(LayerValue value) => value.Lengths is null ? null : Number(value.Lengths);

        // An auxiliary head learns from the answers of the first head of its kind and shape.
        bool LearnsAlike(WrittenHead auxiliary, WrittenHead other) =>
            KindOf(auxiliary.Loss) == KindOf(other.Loss) && reader.ValueOf(auxiliary.Input).Shape == reader.ValueOf(other.Input).Shape;

        int Number(LayerValue value)
        {
            if (numbers.TryGetValue(value, out int number))
                return number;
            int[] inputs = [.. value.Inputs.Select(Number)];
            nodes.Add(new ReferenceNode(value.Name, value.Operation!, inputs) { TensorPrefix = value.TensorPrefix });
            return numbers[value] = nodes.Count - 1;
        }
    }

    private static LayerValue InputOf(string name, TensorShape shape)
    {
        SampleShape sample = new(shape.Height, shape.Width, shape.Channels) { Steps = shape.Rank == 4 ? shape.Steps : 0 };
        return new LayerValue(name, Operation: null, sample, sample, []);
    }

    private static string KindOf(Loss loss) => loss switch
    {
        SoftmaxCrossEntropy { SoftTargets: true } or KLDivergence => "probabilities",
        SoftmaxCrossEntropy or SoftmaxFocalCrossEntropy => "classes",
        BinaryCrossEntropy or BinaryFocalCrossEntropy or Dice => "yes or no",
        _ => "numbers",
    };

    /// <summary>What a loss works on. Those of probabilities take the scores before the sigmoid or softmax: in cross-entropy the two cancel to p − t.</summary>
    private static WrittenLayer Scores(WrittenHead head) => (head.Loss, head.Input.Layer) switch
    {
        (BinaryCrossEntropy or BinaryFocalCrossEntropy or Dice, Sigmoid) or (KLDivergence, Softmax or LogSoftmax) => head.Input.Inputs[0],
        (BinaryCrossEntropy or BinaryFocalCrossEntropy or KLDivergence, _) => throw new NotSupportedException($"{head.Loss.GetType().Name} follows a layer that makes probabilities."),
        _ => head.Input,
    };

    /// <summary>What a layer gives. A shortcut needs the shape of a path that may be written behind it, so this follows what is needed.</summary>
    private LayerValue ValueOf(WrittenLayer layer)
    {
        if (!_values.TryGetValue(layer, out LayerValue? value))
            _values[layer] = value = layer.Layer switch
            {
                Shortcut => ShortcutOf(layer),
                SeparableConv2D separable => Separable(layer, separable),
                RecurrentLayer { Bidirectional: true } recurrent => BothWays(layer, recurrent),
                _ => Plain(layer),
            };
        return value;
    }

    private LayerValue Plain(WrittenLayer layer)
    {
        LayerValue[] inputs = [.. layer.Inputs.Select(ValueOf)];
        return ValueOf(layer, layer.Name, layer.Layer!, inputs);
    }

    /// <summary>What a layer gives, or one of the layers that it stands for.</summary>
    private static LayerValue ValueOf(WrittenLayer written, string name, Layer layer, params IReadOnlyList<LayerValue> inputs)
    {
        LayerValue value = inputs is [{ Lengths: { } lengths } sequence, ..] && layer is RecurrentLayer or Conv1D or GlobalAvgPool1D or GlobalMaxPool1D
            ? LayerValue.Of(
                name, new VariableLengthReference(sequence.Shape, lengths.Shape, shape => LayerReader.Read(layer, [sequence with { Shape = shape }, .. inputs.Skip(1)]), [.. inputs.Skip(1).Select(state => state.Shape)]),
                [sequence, lengths, .. inputs.Skip(1)])
            // Tokens are read as they come, those behind the end too.
            : layer is Embedding && inputs is [{ Operation: VariableLengthReference, Inputs: [var tokens, _] } steps]
            ? LayerValue.Of(name, LayerReader.Read(layer, [tokens]), [tokens]) with { Lengths = steps.Lengths }
            : layer is MultiHeadAttention or ScaledDotProductAttention && inputs[^1].Lengths is { } keyLengths
            ? LayerValue.Of(name, LayerReader.Attention(layer, [.. inputs, keyLengths], hasLengths: true), [.. inputs, keyLengths])
            : LayerValue.Of(name, LayerReader.Read(layer, inputs), inputs);
        return written.IsFrozen ? value with { Operation = new FrozenReference(value.Operation!) } : value;
    }

    /// <summary>Keras' SeparableConv2D: a depthwise convolution without bias, and one of single pixels.</summary>
    private LayerValue Separable(WrittenLayer layer, SeparableConv2D separable)
    {
        LayerValue input = ValueOf(layer.Inputs[0]);
        DepthwiseConv2D depthwise = new(separable.KernelHeight, separable.KernelWidth)
        {
            Stride = separable.Stride, Strides = separable.Strides, Dilation = separable.Dilation, Dilations = separable.Dilations,
            Padding = separable.Padding, Pad = separable.Pad, Pads = separable.Pads, DepthMultiplier = separable.DepthMultiplier, Bias = false,
        };
        LayerValue filtered = ValueOf(layer, $"{layer.Name}.depthwiseconv2d_1", depthwise, input);
        return ValueOf(layer, $"{layer.Name}.conv2d_1", new Conv2D(separable.Filters, 1) { Bias = separable.Bias }, filtered);
    }

    /// <summary>Two recurrent layers, of which the second reads the sequence from its end, and what becomes of both.</summary>
    private LayerValue BothWays(WrittenLayer layer, RecurrentLayer recurrent)
    {
        (LayerValue input, LayerValue[] states) = (ValueOf(layer.Inputs[0]), [.. layer.Inputs.Skip(1).Select(ValueOf)]);
        SampleShape[] stateShapes = [.. states.Select(state => state.Shape)];
        LayerValue[] directions = [Direction("forward", shape => RecurrentReference.Forwards(shape, recurrent)), Direction("backward", shape => RecurrentReference.Reverse(shape, recurrent))];
        SampleShape[] shapes = [.. directions.Select(direction => direction.Shape)];
        return LayerValue.Of(
            layer.Name,
            recurrent.MergeMode switch
            {
                MergeMode.Sum => SumReference.Add(shapes),
                MergeMode.Average => SumReference.Average(shapes),
                MergeMode.Multiply => new MultiplyReference(shapes),
                _ => new ConcatReference(shapes),
            },
            directions);

        LayerValue Direction(string direction, Func<SampleShape, RecurrentReference> make)
        {
            ReferenceOperation reference = input.Lengths is { } lengths ? new VariableLengthReference(input.Shape, lengths.Shape, WithStates, stateShapes) : WithStates(input.Shape);
            LayerValue[] inputs = [input, .. input.Lengths is null ? Array.Empty<LayerValue>() : [input.Lengths], .. states];
            return LayerValue.Of($"{layer.Name}.{direction}", layer.IsFrozen ? new FrozenReference(reference) : reference, inputs) with { TensorPrefix = layer.Name };

            ReferenceOperation WithStates(SampleShape shape) => states.Length == 0 ? make(shape) : new InitialStateReference(make(shape), recurrent, stateShapes);
        }
    }

    /// <summary>
    /// Option B of He et al. 2015: nothing where the shapes agree, else a 1×1 convolution without bias and a batch normalisation.
    /// A convolution of stride s leaves ⌈n / s⌉ of n rows; the smallest stride that fits both axes is meant, or the smallest of each if none does.
    /// </summary>
    private LayerValue ShortcutOf(WrittenLayer layer)
    {
        LayerValue input = ValueOf(layer.Inputs[0]);
        SampleShape shape = ValueOf(layer.Beside!).Shape;
        if (shape == input.Shape)
            return input;
        int[] down = Strides(input.Shape.Height, shape.Height), across = Strides(input.Shape.Width, shape.Width), both = [.. down.Intersect(across)];
        Conv2D convolution = new(shape.Channels, 1) { Strides = both.Length > 0 ? [both[0], both[0]] : [down[0], across[0]], Bias = false };
        LayerValue projected = ValueOf(layer, $"{layer.Name}.conv2d_1", convolution, input);
        return ValueOf(layer, $"{layer.Name}.batchnorm_1", new BatchNorm(), projected);

        int[] Strides(int from, int to) => [.. Enumerable.Range(1, Math.Max(input.Shape.Height, input.Shape.Width)).Where(stride => (from - 1) / stride + 1 == to)];
    }
}
