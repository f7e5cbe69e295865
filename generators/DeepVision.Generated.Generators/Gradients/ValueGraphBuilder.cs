using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>
/// Makes the graphs of a network: the forward pass of a prediction; forward, losses and backward of a training step; forward as in a
/// prediction and the way back to the input.
/// </summary>
internal static class ValueGraphBuilder
{
    /// <summary>The forward pass up to the scores.</summary>
    public static ValueGraph Prediction(LayerGraph layers)
    {
        List<GraphValue> values = [];
        List<GraphStep> steps = [];
        int[] outputs = Forward(layers, GraphMode.Prediction, values, steps);
        return Pruned(layers, values, steps, outputs, ScoresOf(layers, outputs), GraphMode.Prediction);
    }

    /// <summary>
    /// Forward, the loss of every head, and the backward pass that the differentiation rules give, layer by layer from the last.
    /// What is asked for are the gradients of all parameters from which a way leads to a loss.
    /// </summary>
    /// <param name="layers">The network.</param>
    /// <param name="wantsInputGradient">Whether the gradient of the network's input is asked for too.</param>
    public static ValueGraph Training(LayerGraph layers, bool wantsInputGradient = false)
    {
        List<GraphValue> values = [];
        List<GraphStep> steps = [];
        int[] outputs = Forward(layers, GraphMode.Training, values, steps);
        List<(int Scores, int Gradient)> heads = [];
        for (int head = 0; head < layers.Heads.Count; head++)
            heads.Add(Head(layers, head, layers.Heads[head].Loss is CustomLossOperation ? StepKind.ScoresGradient : StepKind.Loss, outputs, values, steps));

        (List<int> parameters, int input) = Backpropagation.Append(layers, outputs, heads, wantsInputGradient, GraphMode.Training, values, steps);
        IEnumerable<int> asked = [.. heads.Select(head => head.Gradient), .. parameters, .. Present(input)];
        return Pruned(layers, values, steps, outputs, asked, GraphMode.Training) with { InputGradient = input };
    }

    /// <summary>
    /// Forward as in a prediction, and from a gradient of the scores, which the caller gives, back to the network's input: the running
    /// statistics are constants, nothing is dropped, and no parameter gets a gradient.
    /// </summary>
    public static ValueGraph InputGradient(LayerGraph layers)
    {
        List<GraphValue> values = [];
        List<GraphStep> steps = [];
        int[] outputs = Forward(layers, GraphMode.InputGradient, values, steps);
        int predicting = Enumerable.Range(0, layers.Heads.Count).First(head => !layers.Heads[head].IsTrainingOnly);
        (int Scores, int Gradient) head = Head(layers, predicting, StepKind.ScoresGradient, outputs, values, steps);
        (_, int input) = Backpropagation.Append(layers, outputs, [head], wantsInputGradient: true, GraphMode.InputGradient, values, steps);
        return Pruned(layers, values, steps, outputs, [head.Scores, .. Present(input)], GraphMode.InputGradient) with { InputGradient = input };
    }

    /// <summary>The step at the end of a head.</summary>
    /// <returns>What it reads, and the gradient of that.</returns>
    private static (int Scores, int Gradient) Head(LayerGraph layers, int head, StepKind kind, int[] outputs, List<GraphValue> values, List<GraphStep> steps)
    {
        int read = ScoresOf(layers, layers.Heads[head], outputs);
        int gradient = Add(values, new GraphValue(ValueKind.Gradient, LayerNode.NetworkInput, By: read));
        steps.Add(new GraphStep(kind, layers.Heads[head].Layer, [new Operand(OperandRole.Input, read)], [gradient]) { Head = head });
        return (read, gradient);
    }

    private static IEnumerable<int> Present(int value) => value == ValueGraph.None ? [] : [value];

    /// <returns>Layer → value of its output.</returns>
    private static int[] Forward(LayerGraph layers, GraphMode mode, List<GraphValue> values, List<GraphStep> steps)
    {
        values.Add(new GraphValue(ValueKind.Input, LayerNode.NetworkInput));
        values.AddRange(layers.FurtherInputs.Select((_, index) => new GraphValue(ValueKind.Input, LayerNode.FurtherInput(index))));
        int[] outputs = new int[layers.Layers.Count];
        for (int layer = 0; layer < outputs.Length; layer++)
        {
            LayerNode node = layers.Layers[layer];
            outputs[layer] = Add(values, new GraphValue(ValueKind.Output, layer));
            List<int> writes = [outputs[layer]];
            if (mode != GraphMode.Prediction && DifferentiationRules.Of(node, mode).Saves)
                writes.Add(Add(values, new GraphValue(ValueKind.Saved, layer)));
            steps.Add(new GraphStep(
                StepKind.Forward, layer,
                node.Inputs.Select(input => new Operand(OperandRole.Input, OutputOf(input, outputs))).ToEquatableArray(),
                writes.ToEquatableArray()));
        }

        return outputs;
    }

    /// <summary>The value of a layer's output, or of an input: those come first.</summary>
    public static int OutputOf(int layer, int[] outputs) => layer < 0 ? LayerNode.InputNumber(layer) : outputs[layer];

    /// <summary>Adds a value.</summary>
    /// <returns>Its number.</returns>
    public static int Add(List<GraphValue> values, GraphValue value)
    {
        values.Add(value);
        return values.Count - 1;
    }

    /// <summary>The values that the losses of the predicting heads read.</summary>
    private static IEnumerable<int> ScoresOf(LayerGraph layers, int[] outputs) => layers.AllPredicting.Select(head => ScoresOf(layers, head, outputs));

    /// <summary>The value that a head's loss reads.</summary>
    private static int ScoresOf(LayerGraph layers, NetworkHead head, int[] outputs) => OutputOf(layers.ScoresOf(head), outputs);

    /// <summary>
    /// The graph without the steps from which no way leads to what is asked for. In front of the first layer that trains nobody
    /// reads notes; where layers are frozen these may be many, and are left out too.
    /// </summary>
    private static ValueGraph Pruned(LayerGraph layers, List<GraphValue> values, List<GraphStep> steps, int[] outputs, IEnumerable<int> asked, GraphMode mode)
    {
        EquatableArray<int> roots = asked.ToEquatableArray();
        HashSet<int> needed = [.. roots];
        bool hasFrozenLayers = layers.HasFrozenLayers;
        List<GraphStep> kept = [];
        for (int index = steps.Count - 1; index >= 0; index--)
        {
            if (!steps[index].Writes.Any(needed.Contains))
                continue;
            kept.Add(hasFrozenLayers ? WithoutUnread(steps[index]) : steps[index]);
            needed.UnionWith(steps[index].Reads.Select(operand => operand.Value));
        }

        kept.Reverse();
        int[] scores = [.. ScoresOf(layers, outputs)];
        return new ValueGraph(layers, values.ToEquatableArray(), kept.ToEquatableArray(), scores[0], roots, mode) { FurtherScores = scores.Skip(1).ToEquatableArray() };

        GraphStep WithoutUnread(GraphStep step) =>
            step with { Writes = step.Writes.Where(value => values[value].Kind != ValueKind.Saved || needed.Contains(value)).ToEquatableArray() };
    }
}
