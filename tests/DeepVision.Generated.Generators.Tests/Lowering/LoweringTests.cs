using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>Which kernels a graph becomes, and all that they read and write.</summary>
public class LoweringTests
{
    [Fact]
    public void A_training_step_of_a_small_network()
    {
        LayerGraph graph = GraphBuilder.Image(6, 6, 1).Conv(2, 3).ReLU().MaxPool(2).Flatten().Dense(4).ReLU().Dropout(0.5f).Dense(3).CrossEntropy();
        Assert.Equal(
            [
                "Conv2D1Forward [ReLU, MaxPool 2×2]: input → maxPool2D1, maxPool2D1Winners",
                "Dense1Forward [ReLU]: maxPool2D1 → reLU2",
                "Dropout1Forward: reLU2 → dropout1, dropout1Mask",
                "Dense2Forward: dropout1 → dense2",
                "Loss: dense2 → scoresGradient",
                "Dense2WeightGradient: dropout1, scoresGradient",
                "Dense2InputGradient: scoresGradient → dropout1Gradient",
                "Dropout1InputGradient: dropout1Gradient, dropout1Mask → reLU2Gradient",
                "ReLU2InputGradient: reLU2Gradient, reLU2 → dense1Gradient",
                "Dense1WeightGradient: maxPool2D1, dense1Gradient",
                "Dense1InputGradient: dense1Gradient → flatten1Gradient",
                "MaxPool2D1InputGradient: flatten1Gradient, maxPool2D1Winners → conv2D1OutputGradient",
                "Conv2D1WeightGradient: input, conv2D1OutputGradient",
            ],
            GraphText.Kernels(LoweredNetwork.Of(graph).Training));
    }

    /// <summary>The frozen layers in front run as in prediction, and have no way back.</summary>
    [Fact]
    public void A_training_step_behind_frozen_layers()
    {
        LayerGraph graph = GraphBuilder.Image(6, 6, 1).Conv(2, 3).Frozen().BatchNorm().Frozen().ReLU().MaxPool(2).Dropout(0.5f).Frozen().Flatten().Dense(4).ReLU().Dense(3).CrossEntropy();
        Assert.Equal(
            [
                "Conv2D1Forward: input → conv2D1",
                "BatchNorm1Forward [ReLU]: conv2D1 → reLU1",
                "MaxPool2D1Forward: reLU1 → maxPool2D1",
                "Dense1Forward [ReLU]: maxPool2D1 → reLU2",
                "Dense2Forward: reLU2 → dense2",
                "Loss: dense2 → scoresGradient",
                "Dense2WeightGradient: reLU2, scoresGradient",
                "Dense2InputGradient [ReLU']: scoresGradient, reLU2 → reLU2Gradient",
                "Dense1WeightGradient: maxPool2D1, reLU2Gradient",
            ],
            GraphText.Kernels(LoweredNetwork.Of(graph).Training));
    }

    [Fact]
    public void A_frozen_normalisation_hands_back_a_scaled_gradient()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(4).BatchNorm().Frozen().ReLU().Dense(3).CrossEntropy();
        LoweredNetwork network = LoweredNetwork.Of(graph);
        Assert.Equal(
            ["Dense2InputGradient [ReLU']: scoresGradient, reLU1 → reLU1Gradient", "BatchNorm1InputGradient: reLU1Gradient → dense1Gradient", "Dense1WeightGradient: input, dense1Gradient"],
            GraphText.Kernels(network.Training)[^3..]);
        Kernel scale = network.Training.Kernels[^2];
        Assert.Equal("BatchNorm1 weight, BatchNorm1 running_var", State(network, scale.StateReads));
        Assert.Equal(scale.Reads.Single(), scale.MayOverwrite);
    }

    [Fact]
    public void A_prediction_of_it()
    {
        LayerGraph graph = GraphBuilder.Image(6, 6, 1).Conv(2, 3).ReLU().MaxPool(2).Flatten().Dense(4).ReLU().Dropout(0.5f).Dense(3).CrossEntropy();
        Assert.Equal(
            ["Conv2D1Predict [ReLU, MaxPool 2×2]: input → maxPool2D1", "Dense1Predict [ReLU]: maxPool2D1 → reLU2", "Dense2Predict: reLU2 → dense2"],
            GraphText.Kernels(LoweredNetwork.Of(graph).Prediction));
    }

    [Fact]
    public void Kernels_state_the_parameters_that_they_touch()
    {
        LayerGraph graph = GraphBuilder.Image(6, 6, 1).Conv(2, 3).Conv(2, 3, bias: false).BatchNorm().Flatten().Dense(3).MeanSquaredError();
        LoweredNetwork network = LoweredNetwork.Of(graph);
        string[] state = [.. network.Training.Kernels.Concat(network.Prediction.Kernels.Where(kernel => kernel.Name.StartsWith("Conv2D2", StringComparison.Ordinal)))
            .Select(kernel => $"{kernel.Name}: {State(network, kernel.StateReads)} → {State(network, kernel.StateWrites)}")];
        Assert.Equal(
            [
                "Conv2D1Forward: Conv2D1 weight, Conv2D1 bias → ",
                "Conv2D2Forward: Conv2D2 weight → ",
                "BatchNorm1Statistics:  → BatchNorm1 BatchStatistics, BatchNorm1 running_mean, BatchNorm1 running_var",
                "BatchNorm1Forward: BatchNorm1 BatchStatistics, BatchNorm1 weight, BatchNorm1 bias → ",
                "Dense1Forward: Dense1 weight, Dense1 bias → ",
                "Loss:  → ",
                "Dense1WeightGradient:  → dDense1 weight, dDense1 bias",
                "Dense1InputGradient: Dense1 weight → ",
                "BatchNorm1GradientSums: BatchNorm1 BatchStatistics → dBatchNorm1 weight, dBatchNorm1 bias",
                "BatchNorm1InputGradient: BatchNorm1 BatchStatistics, BatchNorm1 weight, dBatchNorm1 weight, dBatchNorm1 bias → ",
                "Conv2D2WeightGradient:  → dConv2D2 weight",
                "Conv2D2InputGradient: Conv2D2 weight → ",
                "Conv2D1WeightGradient:  → dConv2D1 weight, dConv2D1 bias",
                "Conv2D2Predict: Conv2D2 weight → ",
            ],
            state);
    }

    /// <summary>Contractions read the input as it comes; for other layers it is copied once, with padded channels.</summary>
    [Fact]
    public void The_input_is_padded_once()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 2).Conv(2, 1).As("a").From("input").AvgPool(1).As("b").From("a").Add("input", "b").Flatten().Dense(2).MeanSquaredError();
        LoweredNetwork network = LoweredNetwork.Of(graph);
        Assert.Equal(
            ["Conv2D1Predict: input → conv2D1", "PadInput: input → inputPadded", "AvgPool2D1Predict: inputPadded → avgPool2D1", "Add1Predict: conv2D1, inputPadded, avgPool2D1 → add1"],
            GraphText.Kernels(network.Prediction)[..4]);
        TensorBuffer padded = network.Prediction.Buffers.Single(buffer => buffer.Name == "inputPadded");
        Assert.Equal((4, 4, 2, 16), (padded.Height, padded.Width, padded.Channels, padded.PixelStride));
    }

    [Fact]
    public void An_input_of_whole_vectors_needs_no_copy()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 16).ReLU().Flatten().Dense(2).MeanSquaredError();
        Assert.Equal("ReLU1Predict: input → reLU1", GraphText.Kernels(LoweredNetwork.Of(graph).Prediction)[0]);
    }

    [Fact]
    public void A_loss_over_the_input_itself()
    {
        LoweredNetwork network = LoweredNetwork.Of(GraphBuilder.Vector(3).MeanSquaredError());
        Assert.Equal(["PadInput: input → inputPadded", "Loss: inputPadded → scoresGradient"], GraphText.Kernels(network.Training));
        Assert.Equal(["PadInput: input → inputPadded"], GraphText.Kernels(network.Prediction));
    }

    /// <summary>Also where nothing has to be padded: the caller's memory isn't the network's to give.</summary>
    [Fact]
    public void A_prediction_never_gives_the_callers_input_back() => Assert.Equal(
        ["CopyInput: input → scores"], GraphText.Kernels(LoweredNetwork.Of(GraphBuilder.Vector(16).Dropout(0.5f).MeanSquaredError()).Prediction));

    [Fact]
    public void A_sum_is_one_kernel_of_all_its_terms() => Assert.Contains(
        "Add1Predict: conv2D2, conv2D1, conv2D1 → add1",
        GraphText.Kernels(LoweredNetwork.Of(GraphBuilder.Image(4, 4, 1).Conv(2, 1).As("a").Conv(2, 1).Add("a", "a").Flatten().Dense(2).MeanSquaredError()).Prediction));

    /// <summary>Unlike the input itself, all of its gradients are padded. What serves them alone comes last.</summary>
    [Fact]
    public void Gradients_of_the_input_are_added_as_others_are()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 2).Conv(2, 1).As("a").From("input").AvgPool(1).Add("a").GlobalAvgPool().Dense(2).MeanSquaredError();
        KernelProgram program = NetworkLowering.Lower(ValueGraphBuilder.Training(graph, wantsInputGradient: true), ParameterTable.Of(graph));
        Assert.Equal(
            ["Conv2D1WeightGradient: input, add1Gradient", "AvgPool2D1InputGradient: add1Gradient → inputGradient", "Conv2D1InputGradient: add1Gradient → inputGradient2",
                "InputGradientSum: inputGradient, inputGradient2 → inputGradient3"],
            GraphText.Kernels(program)[^4..]);
        Assert.Equal(program.Kernels.Count - 3, program.InputGradientStart);
    }

    private static string State(LoweredNetwork network, IEnumerable<StateAccess> accesses) => string.Join(", ", accesses.Select(access =>
    {
        if (access.Kind == StateKind.BatchStatistics)
            return network.Graph.Layers[access.Index].Accessor + " " + access.Kind;
        (int layer, ParameterDeclaration declaration) = network.Parameters.Entries[access.Index];
        return (access.Kind == StateKind.Gradient ? "d" : "") + network.Graph.Layers[layer].Accessor + " " + declaration.Role.FileName;
    }));
}
