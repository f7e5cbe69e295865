using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>Result of one training pass; the gradients of the parameters are in <see cref="ReferenceNetwork.Parameters"/>.</summary>
internal sealed record ReferencePass(double Loss, int Correct, ReferenceTensor InputGradient);

/// <summary>One layer of a network.</summary>
/// <param name="Name">As files call it: <c>bottleneck_1.conv2d_1</c>.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">The nodes that it reads, by their number, which is smaller than its own.</param>
internal sealed record ReferenceNode(string Name, ReferenceOperation Operation, IReadOnlyList<int> Inputs)
{
    /// <summary>Stands for the network's input.</summary>
    public const int NetworkInput = -1;
}

/// <summary>A loss and what it reads.</summary>
/// <param name="Input">The node whose output are the scores, before the activation that the loss implies.</param>
/// <param name="Weight">Its factor in what training minimises.</param>
internal sealed record ReferenceHead(int Input, ReferenceLoss Loss, double Weight = 1);

/// <summary>
/// A network as scalar float64 loops: the oracle for what the generated kernels compute. It shares no code with the
/// generator or the kernels and derives every shape and name a second time.
/// </summary>
/// <param name="nodes">In an order in which each stands behind those that it reads.</param>
/// <param name="heads">The last one predicts.</param>
internal sealed class ReferenceNetwork(SampleShape input, IReadOnlyList<ReferenceNode> nodes, IReadOnlyList<ReferenceHead> heads)
{
    /// <summary>The nodes from which a way leads to a loss, in order. Through the others no gradient passes, not even one of zeros.</summary>
    private readonly int[] _ran = [.. Reaching(nodes, heads).Order()];

    public SampleShape Input { get; } = input;

    public IReadOnlyList<ReferenceNode> Nodes { get; } = nodes;

    /// <summary>All tensors by the names that files give them.</summary>
    public IReadOnlyDictionary<string, ReferenceParameter> Parameters { get; } = (
        from node in nodes
        from parameter in node.Operation.Parameters
        select KeyValuePair.Create($"{node.Name}.{parameter.Key}", parameter.Value)).ToDictionary();

    /// <summary>The loss of the head that predicts.</summary>
    public ReferenceLoss Loss => heads[^1].Loss;

    /// <summary>The shape of the scores that this head reads.</summary>
    public SampleShape Output => heads[^1].Input == ReferenceNode.NetworkInput ? Input : Nodes[heads[^1].Input].Operation.Output;

    /// <summary>How near the last pass came to a jump of some derivative; see <see cref="ReferenceOperation.KinkDistance"/>.</summary>
    public double KinkDistance => Nodes.Min(node => node.Operation.KinkDistance);

    /// <summary>A network in which each layer reads the one before it.</summary>
    public static ReferenceNetwork Chain(SampleShape input, ReferenceLoss loss, params IReadOnlyList<Func<SampleShape, ReferenceLayer>> layers)
    {
        List<ReferenceNode> nodes = [];
        foreach (Func<SampleShape, ReferenceLayer> create in layers)
        {
            ReferenceLayer layer = create(nodes.Count == 0 ? input : nodes[^1].Operation.Output);
            nodes.Add(new ReferenceNode($"{layer.GetType().Name}_{nodes.Count + 1}", layer, [nodes.Count - 1]));
        }

        return new ReferenceNetwork(input, nodes, [new ReferenceHead(nodes.Count - 1, loss)]);
    }

    /// <summary>Scores of a batch.</summary>
    public ReferenceTensor Forward(ReferenceTensor inputs, in PassContext pass) => ValueOf(heads[^1].Input, inputs, Run(inputs, pass));

    /// <summary>One pass forward and backward in training mode; running statistics move.</summary>
    public ReferencePass Train(ReferenceTensor inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int seed, long step)
    {
        ReferenceTensor[] values = Run(inputs, new PassContext(Training: true, seed, step));
        double loss = 0;
        int correct = 0;
        List<(int Node, ReferenceTensor Gradient, double Weight)> scoreGradients = [];
        foreach (ReferenceHead head in heads)
        {
            LossValue value = head.Loss.Evaluate(ValueOf(head.Input, inputs, values), labels, targets);
            loss += head.Weight * value.Loss;
            correct = value.Correct;
            scoreGradients.Add((head.Input, value.Gradient, head.Weight));
        }

        return new ReferencePass(loss, correct, Backward(inputs.Count, scoreGradients));
    }

    /// <summary>The gradient of the inputs in prediction mode, for a gradient of the scores.</summary>
    public ReferenceTensor InputGradient(ReferenceTensor inputs, ReferenceTensor scoreGradients)
    {
        Run(inputs, new PassContext(Training: false));
        return Backward(inputs.Count, [(heads[^1].Input, scoreGradients, 1)]);
    }

    /// <summary>The way back of the last pass.</summary>
    private ReferenceTensor Backward(int count, IEnumerable<(int Node, ReferenceTensor Gradient, double Weight)> scoreGradients)
    {
        ReferenceTensor inputGradient = new(count, Input);
        ReferenceTensor[] gradients = [.. Nodes.Select(node => new ReferenceTensor(count, node.Operation.Output))];
        foreach ((int node, ReferenceTensor gradient, double weight) in scoreGradients)
            ValueOf(node, inputGradient, gradients).Add(gradient, weight);
        foreach (int i in _ran.Reverse())
        {
            foreach ((int read, ReferenceTensor gradient) in Nodes[i].Inputs.Zip(Nodes[i].Operation.Differentiate(gradients[i])))
                ValueOf(read, inputGradient, gradients).Add(gradient);
        }

        return inputGradient;
    }

    /// <summary>The outputs of the nodes.</summary>
    private ReferenceTensor[] Run(ReferenceTensor inputs, in PassContext pass)
    {
        ReferenceTensor[] values = new ReferenceTensor[Nodes.Count];
        foreach (int i in _ran)
            values[i] = Nodes[i].Operation.Apply([.. Nodes[i].Inputs.Select(read => ValueOf(read, inputs, values))], pass with { Layer = Nodes[i].Name });
        return values;
    }

    private static ReferenceTensor ValueOf(int node, ReferenceTensor ofInput, ReferenceTensor[] ofNodes) =>
        node == ReferenceNode.NetworkInput ? ofInput : ofNodes[node];

    private static HashSet<int> Reaching(IReadOnlyList<ReferenceNode> nodes, IReadOnlyList<ReferenceHead> heads)
    {
        HashSet<int> found = [];
        Stack<int> left = new(heads.Select(head => head.Input));
        while (left.TryPop(out int node))
        {
            if (node == ReferenceNode.NetworkInput || !found.Add(node))
                continue;
            foreach (int read in nodes[node].Inputs)
                left.Push(read);
        }

        return found;
    }
}
