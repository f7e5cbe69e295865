using static DeepVision.Generated.OnnxMessages;

namespace DeepVision.Generated;

/// <summary>What minds the lengths of sequences, as ONNX operators. Sequences are [sample, step, feature], lengths [sample, 1].</summary>
internal static class OnnxSteps
{
    public static OnnxValue Mask(OnnxLayer layer, float rest) => layer.Write(
        "Where", [InFrontOfEnd(layer), layer.Input.Name, layer.AddConstant("rest", name => Tensor(name, [], () => [rest]))]);

    public static OnnxValue Reverse(OnnxLayer layer)
    {
        string axes = layer.AddConstant("sample.axes", name => Tensor(name, 1L));
        string flat = layer.WriteStep("lengths.flat", "Squeeze", [layer.Inputs[1].Name, axes]);
        string lengths = layer.WriteStep("lengths.whole", "Cast", [flat], Attribute("to", Int64Type));
        string reversed = layer.WriteStep("reversed", "ReverseSequence", [layer.Input.Name, lengths], Attribute("batch_axis", 0), Attribute("time_axis", 1));
        return layer.Write("Where", [InFrontOfEnd(layer), reversed, layer.AddConstant("rest", name => Tensor(name, [], () => [0]))]);
    }

    public static OnnxValue Last(OnnxLayer layer)
    {
        string one = layer.AddConstant("one", name => Tensor(name, [], () => [1]));
        string last = layer.WriteStep("lengths.last", "Sub", [layer.Inputs[1].Name, one]);
        return layer.Write("ReduceSum", [Chosen(layer, Compared(layer, "Equal", last, "last.steps")), StepAxis(layer)], Attribute("keepdims", 0));
    }

    public static OnnxValue Mean(OnnxLayer layer)
    {
        string sum = layer.WriteStep("sum", "ReduceSum", [Chosen(layer, InFrontOfEnd(layer)), StepAxis(layer)], Attribute("keepdims", 0));
        return layer.Write("Div", [sum, layer.Inputs[1].Name]);
    }

    private static string StepAxis(OnnxLayer layer) => layer.AddConstant("step.axes", name => Tensor(name, 1L));

    /// <summary>The steps that count, zeros in place of the others.</summary>
    private static string Chosen(OnnxLayer layer, string counts) =>
        layer.WriteStep("chosen", "Where", [counts, layer.Input.Name, layer.AddConstant("nothing", name => Tensor(name, [], () => [0]))]);

    /// <summary>Whether each step stands in front of the end of its sample.</summary>
    private static string InFrontOfEnd(OnnxLayer layer) => Compared(layer, "Less", layer.Inputs[1].Name, "lengths.steps");

    /// <summary>Whether the number of each step compares so with that of its sample: [sample, step, 1].</summary>
    private static string Compared(OnnxLayer layer, string comparison, string numbers, string step)
    {
        int steps = layer.Input.Shape.Width;
        string places = layer.AddConstant("places", name => Tensor(name, [steps, 1], () => [.. Enumerable.Range(0, steps).Select(place => (float)place)]));
        string axes = layer.AddConstant("axes", name => Tensor(name, 2L));
        string broadcast = layer.WriteStep(step, "Unsqueeze", [numbers, axes]);
        return layer.WriteStep(step + ".counts", comparison, [places, broadcast]);
    }
}
