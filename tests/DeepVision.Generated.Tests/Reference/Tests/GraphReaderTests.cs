using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Reading;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>What the reference takes a declaration for: which layers, by which names, reading what.</summary>
public class GraphReaderTests
{
    [Fact]
    public void AChainReadsWhatStandsBeforeIt() => Check(
        [new Conv2D(4, 3), new ReLU(), new Conv2D(4, 3)],
        "conv2d_1 ← input", "relu_1 ← conv2d_1", "conv2d_2 ← relu_1");

    [Fact]
    public void NamesAreReadByInputAndFrom() => Check(
        [new Conv2D(4, 1) { Name = "stem" }, new ReLU(), new Tanh { Input = "stem" }, new From("input"), new Sigmoid(), new From("relu_1"), new ELU()],
        "stem ← input", "relu_1 ← stem", "tanh_1 ← stem", "sigmoid_1 ← input", "elu_1 ← relu_1");

    [Fact]
    public void AJoinTakesTheEndsOfAllPathsInOrder() => Check(
        [new ReLU(), new Branch(), new Tanh(), new Branch(), new Sigmoid(), new ELU(), new Branch(), new Add(), new GELU()],
        "relu_1 ← input", "tanh_1 ← relu_1", "sigmoid_1 ← relu_1", "elu_1 ← sigmoid_1", "add_1 ← tanh_1, elu_1, relu_1", "gelu_1 ← add_1");

    [Fact]
    public void AJoinOutsideBranchesTakesWhatStandsBeforeItAndWhatItNames() => Check(
        [new ReLU(), new Tanh(), new Sigmoid(), new Add("tanh_1", "input")],
        "relu_1 ← input", "tanh_1 ← relu_1", "sigmoid_1 ← tanh_1", "add_1 ← sigmoid_1, tanh_1, input");

    [Fact]
    public void AJoinBehindBranchesTakesWhatItNamesToo() => Check(
        [new ReLU(), new Branch(), new Tanh(), new Branch(), new Add("input")],
        "relu_1 ← input", "tanh_1 ← relu_1", "add_1 ← tanh_1, relu_1, input");

    [Fact]
    public void ForksFollowEachOther() => Check(
        [new Branch(), new ReLU(), new Branch(), new Add(), new Branch(), new Tanh(), new Branch(), new Add()],
        "relu_1 ← input", "add_1 ← relu_1, input", "tanh_1 ← add_1", "add_2 ← tanh_1, add_1");

    [Fact]
    public void EveryLayerOfAKindCountsAndTakenNamesArePassedOver() => Check(
        [new ReLU { Name = "relu_2" }, new ReLU(), new ReLU(), new ReLU { Name = "other" }, new ReLU()],
        "relu_2 ← input", "relu_3 ← relu_2", "relu_4 ← relu_3", "other ← relu_4", "relu_6 ← other");

    [Fact]
    public void WhatStandsSeveralTimesHasSeveralNames() => Check(
        [new ReLU(), new Tanh { Times = 2 }, new Tanh(), new ReLU { Times = 2, Name = "act" }, new Sigmoid { Input = "act_1" }, new ELU { Input = "act" }],
        "relu_1 ← input", "tanh_1 ← relu_1", "tanh_2 ← tanh_1", "tanh_3 ← tanh_2",
        "act_1 ← tanh_3", "act_2 ← act_1", "sigmoid_1 ← act_1", "elu_1 ← act_2");

    [Fact]
    public void ALossReadsWhatStandsBeforeIt()
    {
        (_, IReadOnlyList<WrittenHead> heads, _) = Read(
            [new ReLU { Name = "middle" }, new Tanh(), new MeanAbsoluteError(), new From("middle"), new Sigmoid(), new MeanSquaredError()]);

        Assert.Equal(
            [(typeof(MeanAbsoluteError), "tanh_1"), (typeof(MeanSquaredError), "sigmoid_1")],
            heads.Select(head => (head.Loss.GetType(), head.Input.Name)));
    }

    [Fact]
    public void BlocksHaveNamesOfTheirOwn() => Check(
        [new Tanh(), new Residual(4) { Name = "first" }, new Tanh { Input = "first.last" }],
        "tanh_1 ← input",
        "first.conv2d_1 ← tanh_1", "first.batchnorm_1 ← first.conv2d_1", "first.tanh_1 ← first.batchnorm_1", "first.last ← first.tanh_1",
        "first.shortcut_1 ← tanh_1 beside first.last", "first.add_1 ← first.last, first.shortcut_1", "first.tanh_2 ← first.add_1",
        "tanh_2 ← first.last");

    [Fact]
    public void BlocksNestAndRepeat()
    {
        (IReadOnlyList<WrittenLayer> layers, IReadOnlyList<WrittenHead> heads, _) = Read([new Stage(4), new MeanSquaredError()]);

        Assert.Equal(
            ["stage_1.residual_1.conv2d_1", "stage_1.residual_2.conv2d_1", "stage_1.residual_3.conv2d_1"],
            layers.Where(layer => layer.Layer is Conv2D { Name: null }).Select(layer => layer.Name));
        Assert.Equal("stage_1.residual_1.tanh_2", layers.Single(layer => layer.Name == "stage_1.residual_2.conv2d_1").Inputs.Single().Name);
        Assert.DoesNotContain(layers, layer => layer.Name == "stage_1.residual_2.batchnorm_1");
        Assert.Equal("stage_1.residual_3.tanh_2", heads.Single().Input.Name);
    }

    [Fact]
    public void AShortcutIsNothingWhereShapesAgree()
    {
        ReferenceNetwork network = NetworkReader.Read(new NetworkAttribute(5, 6, 4), new Residual(4), new Flatten(), new Dense(3), new MeanSquaredError());

        Assert.DoesNotContain(network.Nodes, node => node.Name.Contains("shortcut", StringComparison.Ordinal));
        Assert.Equal(["residual_1.last", "input"], ReadBy(network, "residual_1.add_1"));
    }

    [Fact]
    public void AShortcutProjectsWhereShapesDiffer()
    {
        ReferenceNetwork network = NetworkReader.Read(new NetworkAttribute(5, 6, 3), new Residual(8, stride: 2), new Flatten(), new Dense(3), new MeanSquaredError());

        Assert.Equal(["residual_1.last", "residual_1.shortcut_1.batchnorm_1"], ReadBy(network, "residual_1.add_1"));
        Assert.Equal(["residual_1.shortcut_1.conv2d_1"], ReadBy(network, "residual_1.shortcut_1.batchnorm_1"));
        Assert.Equal(["input"], ReadBy(network, "residual_1.shortcut_1.conv2d_1"));
        Assert.Equal([8, 3, 1, 1], network.Parameters["residual_1.shortcut_1.conv2d_1.weight"].Shape);
        Assert.DoesNotContain("residual_1.shortcut_1.conv2d_1.bias", network.Parameters.Keys);
        Assert.Equal(new SampleShape(3, 3, 8), network.Nodes.Single(node => node.Name == "residual_1.add_1").Operation.Output);
    }

    /// <summary>The path whose shape it takes is written behind it.</summary>
    [Fact]
    public void AShortcutMayStandOnTheFirstPath()
    {
        ReferenceNetwork network = NetworkReader.Read(
            new NetworkAttribute(5, 6, 3),
            new Branch(), new Shortcut(), new Tanh(),
            new Branch(), new Conv2D(4, 3) { Stride = 2, Pad = 1 },
            new Add(), new Flatten(), new Dense(3), new MeanSquaredError());

        Assert.Equal(
            ["shortcut_1.conv2d_1", "shortcut_1.batchnorm_1", "tanh_1", "conv2d_1", "add_1", "flatten_1", "dense_1"],
            network.Nodes.Select(node => node.Name));
    }

    /// <summary>The columns of a Dense layer follow the image, whoever else reads the flattened vector.</summary>
    [Fact]
    public void ADenseLayerKnowsTheImageBehindAFlattenThatOthersReadToo()
    {
        ReferenceNetwork network = NetworkReader.Read(
            new NetworkAttribute(2, 2, 2), new Flatten(), new Branch(), new Dense(8), new Branch(), new Add(), new MeanSquaredError());
        var dense = (DenseReference)network.Nodes.Single(node => node.Name == "dense_1").Operation;
        Array.Clear(dense.Parameters["weight"].Values);

        // PyTorch's column 1 is the second pixel of channel 0, which in memory is the third value.
        dense.Parameters["weight"].Values[1] = 1;
        ReferenceTensor input = new(1, new SampleShape(1, 1, 8));
        input.Values[2] = 5;

        Assert.Equal(5, dense.Forward(input, new PassContext(Training: false)).Values[0]);
    }

    private static void Check(GraphElement[] elements, params string[] expected) =>
        Assert.Equal(expected, Read(elements).Layers.Select(layer =>
            $"{layer.Name} ← {string.Join(", ", layer.Inputs.Select(input => input.Name))}{(layer.Beside is null ? "" : $" beside {layer.Beside.Name}")}"));

    private static (IReadOnlyList<WrittenLayer> Layers, IReadOnlyList<WrittenHead> Heads, IReadOnlyList<WrittenPenalty> Penalties) Read(IReadOnlyList<Attribute> elements) =>
        GraphReader.Read(elements, new WrittenLayer("input", layer: null), furtherInputs: []);

    private static IEnumerable<string> ReadBy(ReferenceNetwork network, string name) => network.Nodes.Single(node => node.Name == name).Inputs
        .Select(input => input == ReferenceNode.NetworkInput ? "input" : network.Nodes[input].Name);
}
