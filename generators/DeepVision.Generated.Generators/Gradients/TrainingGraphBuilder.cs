using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>Derives the training graph from the layers: forward, loss, then backward in reverse order.</summary>
internal static class TrainingGraphBuilder
{
    public static TrainingGraph Build(LayerGraph graph)
    {
        List<GraphStep> steps = [];
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            List<GraphTensor> writes = [new(TensorKind.Value, layer)];
            if (DifferentiationRules.Of(graph.Layers[layer].Operation).Saves)
                writes.Add(new GraphTensor(TensorKind.Saved, layer));
            steps.Add(new GraphStep(
                StepKind.Forward, layer,
                graph.Layers[layer].Inputs.Select(input => new GraphTensor(TensorKind.Value, input)).ToEquatableArray(),
                writes.ToEquatableArray()));
        }

        int last = graph.Layers.Count - 1;
        steps.Add(new GraphStep(StepKind.Loss, last, [new(TensorKind.Value, last)], [new(TensorKind.Gradient, last)]));

        // Behind the first layer with parameters nobody needs the gradient of an input.
        int first = FirstTrainable(graph);
        for (int layer = last; layer >= 0 && layer >= first; layer--)
        {
            LayerNode node = graph.Layers[layer];
            DifferentiationRule rule = DifferentiationRules.Of(node.Operation);
            int input = node.Inputs[0];
            if (node.Parameters.Any(parameter => parameter.IsTrainable))
                steps.Add(new GraphStep(StepKind.ParameterGradient, layer, Reads(rule.ParameterGradientReadsInput, false), []));
            if (layer > first)
                steps.Add(new GraphStep(
                    StepKind.InputGradient, layer,
                    Reads(rule.InputGradientReadsInput, rule.InputGradientReadsOutput),
                    [new(TensorKind.Gradient, input)]));

            EquatableArray<GraphTensor> Reads(bool readsInput, bool readsOutput)
            {
                List<GraphTensor> reads = [new(TensorKind.Gradient, layer)];
                if (readsInput)
                    reads.Add(new GraphTensor(TensorKind.Value, input));
                if (readsOutput)
                    reads.Add(new GraphTensor(TensorKind.Value, layer));
                if (rule.Saves)
                    reads.Add(new GraphTensor(TensorKind.Saved, layer));
                return reads.ToEquatableArray();
            }
        }

        return new TrainingGraph(graph, steps.ToEquatableArray());
    }

    /// <summary>The first layer with trainable parameters; one past the last when there is none.</summary>
    private static int FirstTrainable(LayerGraph graph)
    {
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            if (graph.Layers[layer].Parameters.Any(parameter => parameter.IsTrainable))
                return layer;
        }

        return graph.Layers.Count;
    }
}
