using DeepVision.Generated.Generators.Diagnostics;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds layers that would never learn, because a function without a gradient stands between them and every loss.</summary>
internal static class LearningCheck
{
    /// <param name="graph">A network without mistakes.</param>
    /// <param name="anchor">Where a layer is reported.</param>
    /// <param name="show">A layer in a message.</param>
    public static IEnumerable<Problem> Check(LayerGraph graph, Func<int, Anchor> anchor, Func<int, string> show)
    {
        HashSet<int> learning = Behind(graph, graph.Heads.Where(head => head.Loss is not ActivityPenaltyOperation).Select(graph.ScoresOf), EndsGradient);
        foreach (int end in Enumerable.Range(0, graph.Layers.Count).Where(layer => learning.Contains(layer) && EndsGradient(graph.Layers[layer])))
        {
            int[] stopped = [.. Behind(graph, [end], _ => false).Where(layer => !learning.Contains(layer) && graph.Layers[layer].Parameters.Any(parameter => parameter.IsTrainable)).OrderByDescending(layer => layer)];
            if (stopped.Length > 0)
                yield return new Problem(LossDiagnostics.NeverLearns, anchor(end), [show(end), show(stopped[0])]);
        }
    }

    /// <summary>The layers from which a way leads to one of these that passes none of those that end it; they and the ends are among them.</summary>
    private static HashSet<int> Behind(LayerGraph graph, IEnumerable<int> layers, Func<LayerNode, bool> isEnd)
    {
        HashSet<int> behind = [];
        Stack<int> left = new(layers);
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (layer < 0 || !behind.Add(layer) || isEnd(graph.Layers[layer]))
                continue;
            foreach (int input in graph.Layers[layer].Inputs)
                left.Push(input);
        }

        return behind;
    }

    private static bool EndsGradient(LayerNode node) => node.Operation is ActivationOperation { Function.EndsGradient: true };
}
