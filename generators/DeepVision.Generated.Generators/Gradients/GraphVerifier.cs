using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>Checks what the lowering relies on in a graph of values; a failure is a mistake of ours, not of the user.</summary>
internal static class GraphVerifier
{
    /// <exception cref="InvalidOperationException">
    /// A value is written twice, or read before it is written; a step reads what its rule doesn't name, or writes what nobody
    /// reads; shapes don't agree; something that is asked for is missing.
    /// </exception>
    public static void Verify(ValueGraph graph)
    {
        HashSet<int> written = [ValueGraph.Input];
        HashSet<int> read = [.. graph.Asked];
        foreach (GraphStep step in graph.Steps)
        {
            string name = $"the {step.Kind} step of layer {step.Layer}";
            foreach (Operand operand in step.Reads)
            {
                Require(written.Contains(operand.Value), $"{name} reads value {operand.Value} before it is written");
                read.Add(operand.Value);
            }

            foreach (int value in step.Writes)
                Require(written.Add(value), $"{name} writes value {value} a second time");
            CheckStep(graph, step, name);
        }

        foreach (int value in graph.Asked)
            Require(written.Contains(value), $"nobody writes value {value}, which is asked for");
        Require(written.Contains(graph.Scores), "nobody writes the scores");
        foreach (GraphStep step in graph.Steps)
            Require(step.Writes.Any(read.Contains), $"nobody reads what the {step.Kind} step of layer {step.Layer} writes");
    }

    private static void CheckStep(ValueGraph graph, GraphStep step, string name)
    {
        GraphValue result = graph.Values[step.Writes[0]];
        switch (step.Kind)
        {
            case StepKind.Forward:
                Require(result is { Kind: ValueKind.Output } && result.Layer == step.Layer, $"{name} doesn't write the layer's output");
                Require(graph.Layers.Layers[step.Layer].Inputs.Count == step.Reads.Count, $"{name} doesn't read all inputs");
                break;
            case StepKind.Loss:
                Require(result.Kind == ValueKind.Gradient && result.By == graph.Scores, $"{name} doesn't write the gradient of the scores");
                break;
            case StepKind.ParameterGradient:
                Require(result is { Kind: ValueKind.ParameterGradient } && result.Layer == step.Layer, $"{name} doesn't write the gradients of the parameters");
                break;
            case StepKind.InputGradient:
                LayerNode node = graph.Layers.Layers[step.Layer];
                Require(result.Kind == ValueKind.Gradient, $"{name} doesn't write a gradient");
                Require(
                    node.Inputs.Any(input => input == graph.Values[result.By].Layer),
                    $"{name} writes a gradient by something that the layer doesn't read");
                Require(
                    graph.ShapeOf(step.Read(OperandRole.OutputGradient)).Length == node.Output.Length,
                    $"{name} reads a gradient of another size than the layer's output");
                break;
            case StepKind.GradientSum:
                Require(step.Reads.Count > 1, $"{name} adds one term");
                Require(
                    step.Reads.All(term => graph.ShapeOf(term.Value).Length == graph.ShapeOf(step.Writes[0]).Length),
                    $"{name} adds gradients of different sizes");
                break;
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The graph is wrong: " + problem + ".");
    }
}
