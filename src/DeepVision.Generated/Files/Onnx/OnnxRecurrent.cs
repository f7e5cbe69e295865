using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>
/// Recurrent layers as ONNX operators. Those have the steps in front of the samples, one axis more for directions, both biases in one tensor, and
/// gates in an order of their own, so tensors are gathered in that order on their way.
/// </summary>
internal static class OnnxRecurrent
{
    public static OnnxValue SimpleRNN(OnnxLayer layer, OperationInfo.SimpleRNN recurrence) => Write(
        layer, "RNN", [0], recurrence.ReturnsSequence, recurrence.GoesBackwards,
        recurrence.Nonlinearity == Nonlinearity.Tanh ? [] : [Attribute("activations", (string[])["Relu"])]);

    /// <summary>The order there is input, output, forget, cell.</summary>
    public static OnnxValue LSTM(OnnxLayer layer, OperationInfo.LSTM recurrence) =>
        Write(layer, "LSTM", [0, 3, 1, 2], recurrence.ReturnsSequence, recurrence.GoesBackwards, [], recurrence.HasInitialMemory);

    /// <summary>The order there is update, reset, new; the flag puts the reset behind the product.</summary>
    public static OnnxValue GRU(OnnxLayer layer, OperationInfo.GRU recurrence) =>
        Write(layer, "GRU", [1, 0, 2], recurrence.ReturnsSequence, recurrence.GoesBackwards, [Attribute("linear_before_reset", 1)]);

    private static OnnxValue Write(OnnxLayer layer, string operation, int[] gates, bool returnsSequence, bool goesBackwards, ProtobufMessage[] attributes, bool hasMemory = false)
    {
        int units = layer.Info.OutputShape.Channels;
        string order = layer.AddConstant("order", name => Tensor(name, [.. gates.SelectMany(gate => Enumerable.Range(gate * units, units)).Select(row => (long)row)]));
        string first = layer.AddConstant("first", name => Tensor(name, 0L));
        List<string> inputs =
        [
            layer.WriteStep("steps", "Transpose", [layer.Input.Name], Attribute("perm", 1, 0, 2)), Directed("weight_ih", Ordered("weight_ih_l0")), Directed("weight_hh", Ordered("weight_hh_l0")),
        ];
        if (layer.Tensors(Names("bias_ih_l0")).Any())
            inputs.Add(Directed("bias", layer.WriteStep("biases", "Concat", [Ordered("bias_ih_l0"), Ordered("bias_hh_l0")], Attribute("axis", 0))));

        if (layer.Inputs.Count > 1)
        {
            // Without biases and lengths their places stay empty.
            inputs.AddRange(Enumerable.Repeat("", 5 - inputs.Count));
            inputs.Add(hasMemory && layer.Inputs.Count == 2 ? "" : Directed("initial", layer.Inputs[1].Name));
            if (hasMemory)
                inputs.Add(Directed("initial_memory", layer.Inputs[^1].Name));
        }

        // [step, direction, sample, unit]
        string states = layer.WriteStep("states", operation, inputs, [Attribute("hidden_size", units), Attribute("direction", goesBackwards ? "reverse" : "forward"), .. attributes]);
        string directions = layer.AddConstant("direction", name => Tensor(name, 1L));
        string squeezed = layer.WriteStep("squeezed", "Squeeze", [states, directions]);
        if (returnsSequence)
            return layer.Write("Transpose", [squeezed], Attribute("perm", 1, 0, 2));
        string last = layer.AddConstant("last", name => Tensor(name, goesBackwards ? 0L : -1L));
        return layer.Write("Squeeze", [layer.WriteStep("last.state", "Gather", [squeezed, last], Attribute("axis", 0)), first]);

        string Ordered(string role) => layer.WriteStep(role + ".ordered", "Gather", [layer.Tensors(Names(role)).Single(), order], Attribute("axis", 0));

        // A layer in both directions names the tensors of the second one so.
        static string[] Names(string role) => [role, role + "_reverse"];

        string Directed(string step, string tensor) => layer.WriteStep(step, "Unsqueeze", [tensor, first]);
    }
}
