using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// What a network over sequences computes at one step, with states that the caller keeps. Inputs that are no sequences are the same at every step, and so is what only states or memories begin with:
/// its layers, those of an encoder, take whole sequences. The lengths of sequences are no input: what is read is what there is.
/// </summary>
internal static class StepGraph
{
    /// <summary>The network of one step; null where there is none.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="obstacle">The first layer that needs to know other steps than those before; null where the network has neither a recurrent layer nor causal attention, no sequence as input, or several heads.</param>
    public static LayerGraph? Of(LayerGraph graph, out LayerNode? obstacle)
    {
        obstacle = null;
        HashSet<int> stepping = ReadByEachStep(graph);
        int[] sequences = [.. Enumerable.Range(0, graph.FurtherInputs.Count + 1).Select(number => LayerNode.NetworkInput - number).Where(input => stepping.Contains(input) && GoesByStep(graph, input))];
        if (graph.AllPredicting.Skip(1).Any() || sequences.Length == 0 || !stepping.Any(layer => layer >= 0 && Remembers(graph, graph.Layers[layer])))
            return null;
        HashSet<int> moving = [.. sequences];
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            if (graph.Layers[layer].Inputs.Any(moving.Contains))
                moving.Add(layer);
        }

        obstacle = stepping.Where(layer => layer >= 0).OrderBy(layer => layer).Select(layer => graph.Layers[layer]).FirstOrDefault(node => !WorksOnSteps(graph, node, moving));
        if (obstacle is not null)
            return null;
        HashSet<int> whole = graph.LayersBehind(graph.AllPredicting);
        whole.ExceptWith(stepping);
        return graph with
        {
            Input = OneStep(graph.Input, sequences.Contains(LayerNode.NetworkInput)),
            // The lengths of what is read step by step come last, and are left out.
            FurtherInputs = graph.FurtherInputs.Where(input => !input.IsLengths || !sequences.Contains(LayerNode.NetworkInput))
                .Select((input, index) => input with { Shape = OneStep(input.Shape, sequences.Contains(LayerNode.FurtherInput(index))) }).ToEquatableArray(),
            Layers = graph.Layers.Select((node, layer) => whole.Contains(layer) ? node : OneStep(node)).ToEquatableArray(),
        };
    }

    /// <summary>The layers and inputs from which a way leads to what is predicted that doesn't go through what a state or a memory begins with.</summary>
    private static HashSet<int> ReadByEachStep(LayerGraph graph)
    {
        HashSet<int> read = [];
        Stack<int> left = new(graph.AllPredicting.Select(head => head.Layer));
        while (left.Count > 0)
        {
            int layer = left.Pop();
            if (!read.Add(layer) || layer < 0)
                continue;
            LayerNode node = graph.Layers[layer];
            foreach (int input in node.Operation is RecurrenceOperation ? node.Inputs.Take(1) : node.Inputs)
                left.Push(input);
        }

        return read;
    }

    private static bool IsSequence(Shape shape) => shape.Rank == 2 || shape.Steps > 0;

    /// <summary>Whether an input is a sequence or tokens, of which a step is a part.</summary>
    private static bool GoesByStep(LayerGraph graph, int input) => IsSequence(graph.OutputOf(input)) || HoldsTokens(graph, input);

    private static bool HoldsTokens(LayerGraph graph, int input) => graph.Layers.Any(node => node.Operation is EmbeddingOperation && node.Inputs[0] == input);

    /// <summary>Whether a layer goes on from what it kept of the steps before: a state, or the keys and values of causal attention to steps of the same sequence.</summary>
    private static bool Remembers(LayerGraph graph, LayerNode node) => node.Operation switch
    {
        RecurrenceOperation => true,
        MultiHeadAttentionOperation attention => attention is { IsSelf: true, IsCausal: true },
        AttentionOperation attention => attention.IsCausal && WithoutLengths(node).All(input => graph.OutputOf(input).Width == node.Output.Width),
        _ => false,
    };

    /// <summary>Whether what a layer gives for a step follows from that step, and from states.</summary>
    /// <param name="moving">The inputs that go by steps, and the layers that depend on them.</param>
    private static bool WorksOnSteps(LayerGraph graph, LayerNode node, HashSet<int> moving) => node.Operation switch
    {
        AttentionOperation or MultiHeadAttentionOperation => Remembers(graph, node) && WithoutLengths(node).All(moving.Contains),
        PositionEmbeddingOperation => node.Inputs.All(moving.Contains),
        RecurrenceOperation recurrence => !recurrence.GoesBackwards && !IsReversed(graph, node.Inputs[0]) && !node.Inputs.Skip(1).Any(moving.Contains),
        EmbeddingOperation => true,
        RepeatOperation => !node.Inputs.Any(moving.Contains),
        // Of what prepares for a layer that needs all steps, that layer is the obstacle.
        StepsOperation steps => steps.Kind != StepsKind.Mean,
        ConvolutionOperation { Vertical: var rows, Horizontal: { Size: 1, Stride: 1, PadBefore: 0, PadAfter: 0 } } when node.InputShape.Rank == 2 => rows.Size == 1,
        // A vector of tokens is a sequence to an embedding alone.
        _ when node.InputShape.Rank == 1 && node.Inputs.Any(input => input < 0 && moving.Contains(input)) => false,
        JoinOperation => node.Inputs.All(input => graph.OutputOf(input).Rank == node.Output.Rank),
        { KeepsShape: true } or SliceChannelsOperation => true,
        { TakesSequenceOfImages: false } when node.InputShape.Steps > 0 => true,
        _ => node.InputShape is { Steps: 0, Rank: not 2 } && node.Output is { Steps: 0, Rank: not 2 },
    };

    /// <summary>What a layer reads but the lengths of sequences, which come last.</summary>
    private static IEnumerable<int> WithoutLengths(LayerNode node) => node.Inputs.Take(node.Inputs.Count - (node.Operation.ReadsLengths ? 1 : 0));

    private static bool IsReversed(LayerGraph graph, int input) => input >= 0 && graph.Layers[input].Operation is StepsOperation { Kind: StepsKind.Reverse };

    private static LayerNode OneStep(LayerNode node) => node with
    {
        InputShape = OneStep(node.InputShape, IsSequence(node.InputShape) || node.Operation is EmbeddingOperation),
        Output = OneStep(node.Output, IsSequence(node.Output)),
        // One step is as long as one step.
        Inputs = WithoutLengths(node).ToEquatableArray(),
        Operation = node.Operation switch
        {
            RecurrenceOperation recurrence => recurrence with { Steps = 1, BackpropagationSteps = 0, CarriesState = true },
            MultiHeadAttentionOperation attention => attention with { Steps = 1, CarriedSteps = attention.Steps, HasLengths = false },
            AttentionOperation attention => attention with { CarriedSteps = node.Output.Width, HasLengths = false },
            PositionEmbeddingOperation position => position with { CarriedSteps = node.Output.Width },
            EmbeddingOperation embedding => embedding with { Steps = 1 },
            RepeatOperation => new RepeatOperation(1),
            ConvolutionOperation convolution when node.InputShape.Rank == 2 => convolution with { Horizontal = convolution.Horizontal with { Input = 1, Output = 1 } },
            { } operation => operation,
        },
    };

    private static Shape OneStep(Shape shape, bool isSequence) => (isSequence, shape.Rank) switch
    {
        (false, _) => shape,
        (_, 1) => Shape.Vector(1),
        (_, 3) => shape with { Steps = 1 },
        _ => Shape.Sequence(1, shape.Channels),
    };
}
