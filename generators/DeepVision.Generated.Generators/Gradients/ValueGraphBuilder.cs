using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>Makes the graphs of a network: the forward pass of a prediction, or forward, loss and backward of a training step.</summary>
internal static class ValueGraphBuilder
{
    /// <summary>The forward pass up to the scores.</summary>
    public static ValueGraph Prediction(LayerGraph layers)
    {
        List<GraphValue> values = [];
        List<GraphStep> steps = [];
        int[] outputs = Forward(layers, isTraining: false, values, steps);
        int scores = ScoresOf(layers, outputs);
        return Pruned(layers, values, steps, scores, [scores]);
    }

    /// <summary>
    /// Forward, loss, and the backward pass that the differentiation rules give, layer by layer from the last. What is asked
    /// for are the gradients of all parameters that train.
    /// </summary>
    /// <param name="layers">The network.</param>
    /// <param name="wantsInputGradient">Whether the gradient of the network's input is asked for too.</param>
    public static ValueGraph Training(LayerGraph layers, bool wantsInputGradient = false)
    {
        List<GraphValue> values = [];
        List<GraphStep> steps = [];
        int[] outputs = Forward(layers, isTraining: true, values, steps);
        int scores = ScoresOf(layers, outputs);
        int scoresGradient = Add(values, new GraphValue(ValueKind.Gradient, LayerNode.NetworkInput, By: scores));
        steps.Add(new GraphStep(StepKind.Loss, layers.Layers.Count - 1, [new Operand(OperandRole.Input, scores)], [scoresGradient]));

        List<int> asked = Backpropagation.Append(layers, outputs, scores, scoresGradient, wantsInputGradient, values, steps);
        return Pruned(layers, values, steps, scores, [scoresGradient, .. asked]);
    }

    /// <returns>Layer → value of its output.</returns>
    private static int[] Forward(LayerGraph layers, bool isTraining, List<GraphValue> values, List<GraphStep> steps)
    {
        values.Add(new GraphValue(ValueKind.Input, LayerNode.NetworkInput));
        int[] outputs = new int[layers.Layers.Count];
        for (int layer = 0; layer < outputs.Length; layer++)
        {
            LayerNode node = layers.Layers[layer];
            outputs[layer] = Add(values, new GraphValue(ValueKind.Output, layer));
            List<int> writes = [outputs[layer]];
            if (isTraining && DifferentiationRules.Of(node.Operation).Saves)
                writes.Add(Add(values, new GraphValue(ValueKind.Saved, layer)));
            steps.Add(new GraphStep(
                StepKind.Forward, layer,
                node.Inputs.Select(input => new Operand(OperandRole.Input, OutputOf(input, outputs))).ToEquatableArray(),
                writes.ToEquatableArray()));
        }

        return outputs;
    }

    /// <summary>The value of a layer's output, or of the network's input.</summary>
    public static int OutputOf(int layer, int[] outputs) => layer == LayerNode.NetworkInput ? ValueGraph.Input : outputs[layer];

    /// <summary>Adds a value.</summary>
    /// <returns>Its number.</returns>
    public static int Add(List<GraphValue> values, GraphValue value)
    {
        values.Add(value);
        return values.Count - 1;
    }

    /// <summary>
    /// What the loss reads: the last layer's output, or what stands in front of that if it is part of the loss's
    /// arithmetic: a Sigmoid in front of BinaryCrossEntropy, which is exact for large scores only when it sees the scores themselves.
    /// </summary>
    private static int ScoresOf(LayerGraph layers, int[] outputs)
    {
        int last = layers.Layers.Count - 1;
        if (last < 0)
            return ValueGraph.Input;
        return layers.Loss.Absorbs(layers.Layers[last].Operation)
            ? OutputOf(layers.Layers[last].Inputs[0], outputs)
            : outputs[last];
    }

    /// <summary>The graph without the steps from which no way leads to what is asked for.</summary>
    private static ValueGraph Pruned(LayerGraph layers, List<GraphValue> values, List<GraphStep> steps, int scores, IEnumerable<int> asked)
    {
        EquatableArray<int> roots = asked.ToEquatableArray();
        HashSet<int> needed = [.. roots];
        List<GraphStep> kept = [];
        for (int index = steps.Count - 1; index >= 0; index--)
        {
            if (!steps[index].Writes.Any(needed.Contains))
                continue;
            kept.Add(steps[index]);
            needed.UnionWith(steps[index].Reads.Select(operand => operand.Value));
        }

        kept.Reverse();
        return new ValueGraph(layers, values.ToEquatableArray(), kept.ToEquatableArray(), scores, roots);
    }
}
