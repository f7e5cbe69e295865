using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Recurrent layers, in one direction or in both.</summary>
internal static class RecurrentOperators
{
    public static GraphValue SimpleRNN(NodeContext node)
    {
        string[] functions = [.. node.Texts("activations").Select(function => function.ToLowerInvariant()).Distinct()];
        if (functions.Length > 0 && functions is not (["tanh"] or ["relu"]))
            throw node.Unsupported("its activation is " + string.Join(" and ", functions) + ", and only Tanh and Relu are supported");
        return Recurrence(node, Layer("SimpleRNN").With("Nonlinearity", functions is ["relu"] ? 1 : 0, otherwise: 0), [0]);
    }

    /// <summary>The gates are input, output, forget, cell there; here input, forget, cell, output.</summary>
    public static GraphValue LSTM(NodeContext node)
    {
        CheckActivations(node, "sigmoid", "tanh", "tanh");
        if (node.Integer("input_forget", 0) != 0)
            throw node.Unsupported("its input and forget gates are coupled (input_forget)");
        return Recurrence(node, Layer("LSTM"), [0, 2, 3, 1]);
    }

    /// <summary>The gates are update, reset, new there; here reset, update, new.</summary>
    public static GraphValue GRU(NodeContext node)
    {
        CheckActivations(node, "sigmoid", "tanh");
        if (node.Integer("linear_before_reset", 0) == 0)
            throw node.Unsupported("its reset gate stands in front of the product (linear_before_reset = 0), and only the one behind it is supported");
        return Recurrence(node, Layer("GRU"), [1, 0, 2]);
    }

    /// <param name="node">The node.</param>
    /// <param name="layer">The layer without its units.</param>
    /// <param name="gates">For each gate of the layer its number in the file.</param>
    private static SeveralValues Recurrence(NodeContext node, LayerDeclaration layer, int[] gates)
    {
        LayerValue sequence = ReadSequence(node);
        (int steps, int features) = (sequence.Shape.Width, sequence.Channels);
        string direction = node.TextOf("direction", "forward");
        if (direction is not ("forward" or "reverse" or "bidirectional"))
            throw node.Unsupported("its direction is '" + direction + "'");
        int directions = direction == "bidirectional" ? 2 : 1;
        ConstantValue inputWeight = node.Constant(1, "weight"), hiddenWeight = node.Constant(2, "recurrence weight");
        long units = hiddenWeight.Dimensions.LastOrDefault(), rows = gates.Length * units;
        if (units is < 1 or > int.MaxValue || rows > int.MaxValue || !inputWeight.Dimensions.SequenceEqual([directions, rows, features]) || !hiddenWeight.Dimensions.SequenceEqual([directions, rows, units]))
            throw node.Unsupported("its weights [" + string.Join(", ", inputWeight.Dimensions) + "] and [" + string.Join(", ", hiddenWeight.Dimensions) + "] don't fit " + Text.Of(features) + " features");
        ConstantValue? bias = node.HasInput(3) ? node.Constant(3, "bias") : null;
        if (bias is not null && !bias.Dimensions.SequenceEqual([directions, 2 * rows]))
            throw node.Unsupported("its bias [" + string.Join(", ", bias.Dimensions) + "] doesn't fit " + Text.Of(units) + " units");
        CheckSteps(node, steps);
        List<(string Option, IReadOnlyList<LayerValue> Vectors)> beginnings = [];
        if (Beginning(node, 5, "state", directions, (int)units) is { } initialStates)
            beginnings.Add((KnownNames.InitialState, initialStates));
        if (layer.Kind == "LSTM" && Beginning(node, 6, "memory", directions, (int)units) is { } initialMemories)
            beginnings.Add((KnownNames.InitialMemory, initialMemories));

        LayerValue[] sequences = new LayerValue[directions], states = new LayerValue[directions];
        for (int number = 0; number < directions; number++)
        {
            bool isBackwards = direction == "reverse" || number == 1;
            List<OnnxWeight> weights = [Gates("weight_ih_l0", inputWeight, number, features), Gates("weight_hh_l0", hiddenWeight, number, units)];
            if (bias is not null)
                weights.AddRange([Gates("bias_ih_l0", bias, 2 * number, 1), Gates("bias_hh_l0", bias, 2 * number + 1, 1)]);
            LayerDeclaration direct = Layer(layer.Kind, ("units", (int)units)).With("ReturnSequences", true).With("GoBackwards", isBackwards, otherwise: false).With("Bias", bias is not null, otherwise: true);
            direct = layer["Nonlinearity"] is int nonlinearity ? direct.With("Nonlinearity", nonlinearity) : direct;
            int[] inputs = [sequence.Layer, .. beginnings.Select(beginning => beginning.Vectors[number].Layer)];
            int recurrence = node.AppendWhole(new ImportedLayer(direct, node.Name, inputs, [.. weights]) { FurtherReads = [.. beginnings.Select(beginning => beginning.Option)] });
            sequences[number] = new LayerValue(recurrence, Shape.Sequence(steps, (int)units), [steps, (int)units], 1);
            states[number] = SequenceOperators.StateAt(node, sequences[number], isBackwards ? 0 : steps - 1);
        }

        return new SeveralValues(
        [
            new StatesValue(sequences, [SequenceAxis.Steps, SequenceAxis.Directions, SequenceAxis.Samples, SequenceAxis.Features]),
            new StatesValue(states, [SequenceAxis.Directions, SequenceAxis.Samples, SequenceAxis.Features]),
        ]);

        // The gates of one direction one behind the other, in the layer's order.
        OnnxWeight Gates(string role, ConstantValue tensor, int block, long columns)
        {
            long length = units * columns;
            TensorPart[] parts = [.. gates.SelectMany(gate => tensor.PartsOf((block * gates.Length + gate) * length, length))];
            return parts.Length > 0 ? node.Weight(role, parts) : node.Weight(role, tensor);
        }
    }

    private static LayerValue ReadSequence(NodeContext node)
    {
        if (node.Integer("layout", 0) != 0)
            throw node.Unsupported("it has the samples in front of the steps (layout = 1)");
        if (node.Node.Attributes.ContainsKey("clip"))
            throw node.Unsupported("it bounds what goes into its activations (clip)");
        return node.Input(0) switch
        {
            StatesValue { Directions: [{ Shape.Rank: 2 } sequence], Axes: [SequenceAxis.Steps, SequenceAxis.Samples, SequenceAxis.Features] } => sequence,
            UnknownValue unknown => throw unknown.Problem,
            _ => throw node.Unsupported("it doesn't read a sequence whose steps have been put in front of the samples"),
        };
    }

    /// <summary>All sequences must be of one length.</summary>
    private static void CheckSteps(NodeContext node, int steps)
    {
        if (node.HasInput(4) && !IsAll(node.Input(4), steps))
            throw node.Unsupported("it reads sequences of different lengths (sequence_lens)");
        if (node.HasInput(7))
            throw node.Unsupported("its gates see the cell (peephole weights)");
    }

    /// <summary>The vectors that the states or memories of each direction begin with; null for zeros.</summary>
    private static IReadOnlyList<LayerValue>? Beginning(NodeContext node, int input, string what, int directions, int units) => node.Input(input) switch
    {
        null => null,
        UnknownValue unknown => throw unknown.Problem,
        StatesValue { Axes: [SequenceAxis.One or SequenceAxis.Directions, SequenceAxis.Samples, SequenceAxis.Features] } states
            when states.Directions.Count == directions && states.Directions.All(state => state.Shape == Shape.Vector(units) && state is { Images.Length: 0, Steps: 0 }) => states.Directions,
        var zeros when IsAll(zeros, 0) => null,
        _ => throw node.Unsupported("it begins with a " + what + " that is neither zero nor a vector of another layer"),
    };

    private static bool IsAll(GraphValue? value, double number) => value switch
    {
        UniformValue uniform => uniform.Value == number,
        ConstantValue { Values: { } values } => values.All(element => element == number),
        _ => false,
    };

    private static void CheckActivations(NodeContext node, params string[] expected)
    {
        string[] given = [.. node.Texts("activations").Select(function => function.ToLowerInvariant())];
        if (given.Length > 0 && !(given.Length % expected.Length == 0 && given.Select((function, place) => function == expected[place % expected.Length]).All(same => same)))
            throw node.Unsupported("its activations are " + string.Join(", ", given) + ", and only " + string.Join(", ", expected) + " are supported");
    }
}
