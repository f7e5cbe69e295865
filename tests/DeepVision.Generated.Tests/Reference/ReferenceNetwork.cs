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
    /// <summary>What the names of its tensors begin with: its own, or that of the layer of which it is a part.</summary>
    public string TensorPrefix { get; init; } = Name;

    /// <summary>Stands for the network's input; the further ones are −2, −3, …</summary>
    public const int NetworkInput = -1;
}

/// <summary>A loss and what it reads.</summary>
/// <param name="Input">The node whose output are the scores, before the activation that the loss implies.</param>
/// <param name="Weight">Its factor in what training minimises.</param>
internal sealed record ReferenceHead(int Input, ReferenceLoss Loss, double Weight = 1)
{
    /// <summary>What it is called; empty without a name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose labels or targets it learns from: a number among the heads that predict.</summary>
    public int Answers { get; init; }

    /// <summary>The input with the lengths of the sequences that it reads, as nodes name inputs; null where all have one length.</summary>
    public int? Lengths { get; init; }
}

/// <summary>An input beside the network's own.</summary>
internal sealed record ReferenceInput(string Name, SampleShape Shape)
{
    /// <summary>If it is the lengths of sequences, the largest one; else 0.</summary>
    public int Steps { get; init; }
}

/// <summary>
/// A network as scalar float64 loops: the oracle for what the generated kernels compute. It shares no code with the
/// generator or the kernels and derives every shape and name a second time.
/// </summary>
/// <param name="nodes">In an order in which each stands behind those that it reads.</param>
/// <param name="heads">The last ones predict.</param>
/// <param name="predicting">How many predict.</param>
internal sealed class ReferenceNetwork(SampleShape input, IReadOnlyList<ReferenceNode> nodes, IReadOnlyList<ReferenceHead> heads, int predicting = 1)
{
    /// <summary>The nodes from which a way leads to a loss, in order. Through the others no gradient passes, not even one of zeros.</summary>
    private readonly int[] _ran = [.. Reaching(nodes, heads).Order()];

    public SampleShape Input { get; } = input;

    public IReadOnlyList<ReferenceNode> Nodes { get; } = nodes;

    /// <summary>All tensors by the names that files give them.</summary>
    public IReadOnlyDictionary<string, ReferenceParameter> Parameters { get; } = (
        from node in nodes
        from parameter in node.Operation.Parameters
        select KeyValuePair.Create($"{node.TensorPrefix}.{parameter.Key}", parameter.Value)).ToDictionary();

    /// <summary>The inputs beside the network's own.</summary>
    public IReadOnlyList<ReferenceInput> FurtherInputs { get; init; } = [];

    /// <summary>The heads that predict, in order.</summary>
    public IReadOnlyList<ReferenceHead> Predicting { get; } = [.. heads.Skip(heads.Count - predicting)];

    /// <summary>The loss of the first head that predicts.</summary>
    public ReferenceLoss Loss => Predicting[0].Loss;

    /// <summary>The shape of the scores that this head reads.</summary>
    public SampleShape Output => OutputOf(Predicting[0]);

    /// <summary>Values of all inputs of a sample.</summary>
    public int InputLength => Input.Length + FurtherInputs.Sum(further => further.Shape.Length);

    /// <summary>Scores of all heads that predict, for a sample.</summary>
    public int ScoreLength => Predicting.Sum(head => OutputOf(head).Length);

    /// <summary>How many tokens an input may hold: the smallest vocabulary that looks them up; 0 if it holds none.</summary>
    /// <param name="number">Number of the input; 0 is the network's own.</param>
    public int VocabularyOf(int number) => Nodes
        .Where(node => node.Inputs[0] == ReferenceNode.NetworkInput - number && node.Operation.VocabularySize > 0)
        .Select(node => node.Operation.VocabularySize).DefaultIfEmpty().Min();

    /// <summary>The shape of the scores that a head reads.</summary>
    public SampleShape OutputOf(ReferenceHead head) => ShapeOf(head.Input);

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
    public ReferenceTensor Forward(ReferenceTensor inputs, in PassContext pass) => Forward([inputs], pass)[0];

    /// <summary>Scores of a batch at each head that predicts.</summary>
    /// <param name="inputs">All inputs, the network's own first.</param>
    /// <param name="pass">How it runs.</param>
    public ReferenceTensor[] Forward(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor[] values = Run(inputs, pass);
        return [.. Predicting.Select(head => ValueOf(head.Input, inputs, values))];
    }

    /// <summary>Scores of a batch: sample by sample those of all heads that predict, one behind the other.</summary>
    public double[] Scores(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor[] scores = Forward(inputs, pass);
        return
        [
            .. Enumerable.Range(0, inputs[0].Count).SelectMany(sample =>
                scores.SelectMany(ofHead => ofHead.Values.Skip(sample * ofHead.Shape.Length).Take(ofHead.Shape.Length))),
        ];
    }

    /// <summary>Makes zeros of what stands behind the ends of sequences in what the heads give, sample by sample: it means nothing.</summary>
    public void ClearBehindEnds<T>(Span<T> scores, IReadOnlyList<ReferenceTensor> inputs)
    {
        for (int sample = 0; !scores.IsEmpty; sample++)
        {
            foreach (ReferenceHead head in Predicting)
            {
                SampleShape shape = OutputOf(head);
                if (head.Lengths is { } lengths)
                    scores[((int)inputs[ReferenceNode.NetworkInput - lengths].Values[sample] * shape.Channels)..shape.Length].Clear();
                scores = scores[shape.Length..];
            }
        }
    }

    /// <summary>One pass forward and backward in training mode; running statistics move.</summary>
    public ReferencePass Train(ReferenceTensor inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int seed, long step) =>
        Train([inputs], [labels.ToArray()], [targets.ToArray()], seed, step);

    /// <summary>The same for several inputs and heads.</summary>
    /// <param name="inputs">All inputs, the network's own first.</param>
    /// <param name="labels">For each head that predicts the labels, where it learns from them.</param>
    /// <param name="targets">For each head that predicts the targets, where it learns from them.</param>
    /// <param name="seed">Fixes the dropout masks.</param>
    /// <param name="step">Steps taken before.</param>
    public ReferencePass Train(IReadOnlyList<ReferenceTensor> inputs, IReadOnlyList<int[]> labels, IReadOnlyList<float[]> targets, int seed, long step)
    {
        ReferenceTensor[] values = Run(inputs, new PassContext(Training: true, seed, step));
        double loss = 0;
        int correct = 0;
        List<(int Node, ReferenceTensor Gradient, double Weight)> scoreGradients = [];
        foreach (ReferenceHead head in heads)
        {
            ReferenceTensor scores = ValueOf(head.Input, inputs, values);
            LossValue value = head.Lengths is { } lengths
                ? VariableLengthLoss.Evaluate(head.Loss, scores, ValueOf(lengths, inputs, values), labels[head.Answers], targets[head.Answers])
                : head.Loss.Evaluate(scores, labels[head.Answers], targets[head.Answers]);
            loss += head.Weight * value.Loss;
            if (ReferenceEquals(head, Predicting[0]))
                correct = value.Correct;
            scoreGradients.Add((head.Input, value.Gradient, head.Weight));
        }

        return new ReferencePass(loss, correct, Backward(inputs[0].Count, scoreGradients));
    }

    /// <summary>The gradient of the inputs in prediction mode, for a gradient of the scores.</summary>
    public ReferenceTensor InputGradient(ReferenceTensor inputs, ReferenceTensor scoreGradients)
    {
        Run([inputs], new PassContext(Training: false));
        return Backward(inputs.Count, [(heads[^1].Input, scoreGradients, 1)]);
    }

    /// <summary>The way back of the last pass.</summary>
    private ReferenceTensor Backward(int count, IEnumerable<(int Node, ReferenceTensor Gradient, double Weight)> scoreGradients)
    {
        ReferenceTensor[] inputGradients = [.. FurtherInputs.Select(further => further.Shape).Prepend(Input).Select(shape => new ReferenceTensor(count, shape))];
        ReferenceTensor[] gradients = [.. Nodes.Select(node => new ReferenceTensor(count, node.Operation.Output))];
        foreach ((int node, ReferenceTensor gradient, double weight) in scoreGradients)
            ValueOf(node, inputGradients, gradients).Add(gradient, weight);
        foreach (int i in _ran.Reverse())
        {
            foreach ((int read, ReferenceTensor gradient) in Nodes[i].Inputs.Zip(Nodes[i].Operation.Differentiate(gradients[i])))
                ValueOf(read, inputGradients, gradients).Add(gradient);
        }

        return inputGradients[0];
    }

    /// <summary>The outputs of the nodes.</summary>
    private ReferenceTensor[] Run(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor[] values = new ReferenceTensor[Nodes.Count];
        foreach (int i in _ran)
            values[i] = Nodes[i].Operation.Apply([.. Nodes[i].Inputs.Select(read => ValueOf(read, inputs, values))], pass with { Layer = Nodes[i].Name });
        return values;
    }

    private SampleShape ShapeOf(int node) => node >= 0 ? Nodes[node].Operation.Output
        : node == ReferenceNode.NetworkInput ? Input
        : FurtherInputs[ReferenceNode.NetworkInput - node - 1].Shape;

    private static ReferenceTensor ValueOf(int node, IReadOnlyList<ReferenceTensor> ofInputs, ReferenceTensor[] ofNodes) =>
        node < 0 ? ofInputs[ReferenceNode.NetworkInput - node] : ofNodes[node];

    private static HashSet<int> Reaching(IReadOnlyList<ReferenceNode> nodes, IReadOnlyList<ReferenceHead> heads)
    {
        HashSet<int> found = [];
        Stack<int> left = new(heads.Select(head => head.Input));
        while (left.TryPop(out int node))
        {
            if (node < 0 || !found.Add(node))
                continue;
            foreach (int read in nodes[node].Inputs)
                left.Push(read);
        }

        return found;
    }
}
