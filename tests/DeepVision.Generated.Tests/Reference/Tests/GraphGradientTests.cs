using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;
using DeepVision.Generated.Tests.Reference.Reading;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>The reference's gradients through graphs against central differences: joins, values that several read, heads.</summary>
public class GraphGradientTests
{
    private static readonly SampleShape Image = new(4, 3, 2);

    [Fact]
    public void Add() => CheckJoin(SumReference.Add, 4, 4, 4);

    [Fact]
    public void Average() => CheckJoin(SumReference.Average, 4, 4, 4);

    [Fact]
    public void Maximum() => CheckJoin(shapes => new MaximumReference(shapes), 4, 4, 4);

    [Fact]
    public void Concat() => CheckJoin(shapes => new ConcatReference(shapes), 3, 1, 4);

    [Fact]
    public void Multiply() => CheckJoin(shapes => new MultiplyReference(shapes), 4, 4, 4);

    /// <summary>A gate of 1×1×c or h×w×1 may be either operand.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void MultiplyByAGate(bool gateIsFirst, bool overPixels)
    {
        ReferenceNode values = new("values", Convolution(Image, 3, size: 1), [ReferenceNode.NetworkInput]);
        ReferenceNode gate = overPixels
            ? new("gate", Convolution(Image, 1, size: 1), [ReferenceNode.NetworkInput])
            : new("gate", new DenseReference(Image, 3, bias: true, Image), [ReferenceNode.NetworkInput]);
        ReferenceNode[] operands = gateIsFirst ? [gate, values] : [values, gate];
        ReferenceNode product = new("product", new MultiplyReference([.. operands.Select(node => node.Operation.Output)]), [0, 1]);

        Assert.Equal(new SampleShape(4, 3, 3), product.Operation.Output);
        GradientCheck.Run(new ReferenceNetwork(Image, [.. operands, product], [new ReferenceHead(2, new MeanSquaredErrorReference())]));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Attention(int heads, bool isCausal) => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(5, 4),
        new Conv1D(6, 3) { Name = "query" }, new Conv1D(6, 2) { Input = "input", Name = "key" }, new Conv1D(9, 2) { Input = "input", Name = "value" },
        new ScaledDotProductAttention("key", "value") { Input = "query", Heads = heads % 2 == 0 ? 3 : heads, Causal = isCausal },
        new MeanSquaredError()));

    [Fact]
    public void AttentionWhoseKeysAreValues() => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(5, 4), new Conv1D(4, 2), new ScaledDotProductAttention("input"), new Tanh(), new ScaledDotProductAttention("tanh_1") { Heads = 2 }, new MeanSquaredError()));

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, true, true)]
    [InlineData(4, false, false)]
    public void MultiHeadAttention(int heads, bool isCausal, bool hasBias) => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(5, 3),
        new Conv1D(4, 1), new PositionEmbedding(), new MultiHeadAttention(heads) { Causal = isCausal, Bias = hasBias },
        new Conv1D(4, 2), new MultiHeadAttention(heads) { Memory = "input", Causal = isCausal, Bias = hasBias },
        new MeanSquaredError()));

    /// <summary>One value read twice by one join, and by another layer beside it.</summary>
    /// <summary>What state and memory begin with is made of the sequence itself.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void GivenStatesAndMemories(bool state, bool memory) => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(4, 3), new GRU(2) { Name = "state" }, new SimpleRNN(2) { Input = "input", Name = "memory" },
        new LSTM(2) { Input = "input", InitialState = state ? "state" : null, InitialMemory = memory ? "memory" : null }, new MeanSquaredError()));

    [Fact]
    public void AValueThatSeveralReadGetsTheSumOfTheirGradients() => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(4, 3, 2),
        new Conv2D(3, 2) { Name = "read" }, new Tanh(), new Add("read", "read", "tanh_1"), new Conv2D(3, 1), new Add("read"),
        new MeanSquaredError()));

    [Fact]
    public void AResidualNetworkOfBlocks() => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(5, 4, 2), new Stage(3), new GlobalAvgPool2D(), new Dense(3), new SoftmaxCrossEntropy { LabelSmoothing = 0.1f }));

    [Fact]
    public void DropoutOnAPathBehindAProjection() => GradientCheck.Run(NetworkReader.Read(
        new NetworkAttribute(4, 4, 2),
        new Branch(), new Conv2D(3, 3) { Stride = 2, Pad = 1 }, new Dropout(0.3f),
        new Branch(), new Shortcut(),
        new Branch(), new Conv2D(3, 1), new AvgPool2D(2), new Dropout(0.3f),
        new Add(), new MeanSquaredError()));

    /// <summary>An auxiliary head reads a value in the middle, and weighs less.</summary>
    [Fact]
    public void HeadsAddUpByTheirWeights()
    {
        SampleShape vector = new(1, 1, 4);
        ReferenceNode[] nodes =
        [
            new("hidden", new DenseReference(vector, 3, bias: true, vector), [ReferenceNode.NetworkInput]),
            new("act", ActivationReference.Tanh(new SampleShape(1, 1, 3)), [0]),
            new("last", new DenseReference(new SampleShape(1, 1, 3), 3, bias: true, new SampleShape(1, 1, 3)), [1]),
        ];
        ReferenceHead auxiliary = new(0, new SoftmaxCrossEntropyReference(), 0.3), main = new(2, new SoftmaxCrossEntropyReference());
        ReferenceNetwork both = new(vector, nodes, [auxiliary, main]);

        GradientCheck.Run(both);

        ReferenceTensor input = new(2, vector);
        input.Values[3] = 1;
        double LossOf(params ReferenceHead[] heads) => new ReferenceNetwork(vector, nodes, heads).Train(input, [0, 2], [], seed: 0, step: 0).Loss;
        Assert.Equal(LossOf(auxiliary with { Weight = 1 }) * 0.3 + LossOf(main), LossOf(auxiliary, main), 12);
        Assert.Equal(nodes[2].Operation.Output, both.Output);
    }

    /// <summary>What no loss reads has no gradient, even if what it computes is not a number.</summary>
    [Fact]
    public void NothingComesBackFromWhatNoLossReads()
    {
        SampleShape vector = new(1, 1, 2);
        ReferenceNetwork network = new(
            vector,
            [
                new("scores", new DenseReference(vector, 2, bias: false, vector), [ReferenceNode.NetworkInput]),
                new("unread", new DenseReference(vector, 2, bias: false, vector), [0]),
            ],
            [new ReferenceHead(0, new MeanSquaredErrorReference())]);
        Array.Fill(network.Parameters["unread.weight"].Values, double.NaN);

        ReferencePass pass = network.Train(new ReferenceTensor(1, vector), [], [1, 1], seed: 0, step: 0);

        Assert.Equal(1, pass.Loss);
        Assert.All(network.Parameters.Values.SelectMany(parameter => parameter.Gradient).Concat(pass.InputGradient.Values), gradient => Assert.False(double.IsNaN(gradient)));
        Assert.All(network.Parameters["unread.weight"].Gradient, gradient => Assert.Equal(0, gradient));
    }

    /// <summary>A join of convolutions of the input with these numbers of filters.</summary>
    private static void CheckJoin(Func<SampleShape[], ReferenceOperation> create, params int[] filters)
    {
        ReferenceNode[] paths = [.. filters.Select((count, i) => new ReferenceNode($"path_{i}", Convolution(Image, count, size: 2), [ReferenceNode.NetworkInput]))];
        ReferenceNode join = new("join", create([.. paths.Select(path => path.Operation.Output)]), [.. Enumerable.Range(0, paths.Length)]);
        GradientCheck.Run(new ReferenceNetwork(Image, [.. paths, join], [new ReferenceHead(paths.Length, new MeanSquaredErrorReference())]));
    }

    private static ConvolutionReference Convolution(SampleShape shape, int filters, int size) => new(
        shape,
        filters,
        Window.Create(shape.Height, size, 1, 1, PaddingRule.Valid),
        Window.Create(shape.Width, size, 1, 1, PaddingRule.Valid),
        groups: 1,
        bias: true);
}
