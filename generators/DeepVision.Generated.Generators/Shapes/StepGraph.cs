using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a network over sequences computes at one step, with states that the caller keeps.</summary>
internal static class StepGraph
{
    /// <summary>The network of one step; null where there is none.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="obstacle">The first layer that needs to know other steps than those before; null where the network has no recurrent layer, or several inputs or heads.</param>
    public static LayerGraph? Of(LayerGraph graph, out LayerNode? obstacle)
    {
        obstacle = null;
        HashSet<int> predicting = graph.LayersBehind(graph.AllPredicting);
        if (graph.HasSeveral || graph.Input.Rank != 2 || !predicting.Any(layer => graph.Layers[layer].Operation is RecurrenceOperation))
            return null;
        obstacle = predicting.OrderBy(layer => layer).Select(layer => graph.Layers[layer]).FirstOrDefault(node => !WorksOnSteps(graph, node));
        return obstacle is null
            ? graph with { Input = OneStep(graph.Input), Layers = graph.Layers.Select(OneStep).ToEquatableArray() }
            : null;
    }

    /// <summary>Whether what a layer gives for a step follows from that step, and from states.</summary>
    private static bool WorksOnSteps(LayerGraph graph, LayerNode node) => node.Operation switch
    {
        RecurrenceOperation recurrence => !recurrence.GoesBackwards,
        JoinOperation => node.Inputs.All(input => graph.OutputOf(input).Rank == node.Output.Rank),
        { KeepsShape: true } or SliceChannelsOperation => true,
        _ => node.InputShape.Rank == 1 && node.Output.Rank == 1,
    };

    private static LayerNode OneStep(LayerNode node) => node with
    {
        InputShape = OneStep(node.InputShape),
        Output = OneStep(node.Output),
        Operation = node.Operation is RecurrenceOperation recurrence ? recurrence with { Steps = 1, CarriesState = true } : node.Operation,
    };

    private static Shape OneStep(Shape shape) => shape.Rank == 2 ? Shape.Sequence(1, shape.Channels) : shape;
}
