using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>Networks with several losses, from the gradients to the kernels.</summary>
public class HeadTests
{
    private static readonly LayerGraph s_graph = GraphBuilder.Vector(4).Dense(8).As("a").Tanh().Dropout(0.5f).Dense(2).AuxiliaryMeanSquaredError(0.5f).From("a").Dense(2).MeanSquaredError();

    [Fact]
    public void A_training_step_differentiates_the_sum_of_all_losses() => Assert.Equal(
        [
            "Dense1: input → Dense1", "Tanh1: Dense1 → Tanh1", "Dropout1: Tanh1 → Dropout1, Dropout1'", "Dense2: Dropout1 → Dense2", "Dense3: Dense1 → Dense3",
            "Auxiliary loss: Dense2 → dDense2", "Loss: Dense3 → dDense3",
            "ParameterGradient of Dense3: dDense3, Dense1 → dDense3.parameters", "InputGradient of Dense3: dDense3 → dDense1",
            "ParameterGradient of Dense2: dDense2, Dropout1 → dDense2.parameters", "InputGradient of Dense2: dDense2 → dDropout1",
            "InputGradient of Dropout1: dDropout1, Dropout1' → dTanh1", "InputGradient of Tanh1: dTanh1, Tanh1 → dDense1",
            "GradientSum of Dense1: dDense1, dDense1 → dDense1", "ParameterGradient of Dense1: dDense1, input → dDense1.parameters",
        ],
        GraphText.Steps(ValueGraphBuilder.Training(s_graph)));

    [Fact]
    public void A_prediction_knows_nothing_of_auxiliary_heads() => Assert.Equal(
        ["Dense1Predict: input → dense1", "Dense3Predict: dense1 → dense3"], GraphText.Kernels(LoweredNetwork.Of(s_graph).Prediction));

    [Fact]
    public void Losses_carry_their_weights_and_auxiliary_ones_their_numbers()
    {
        LayerGraph graph = GraphBuilder.Vector(4).Dense(8).As("a").Dense(2).AuxiliaryMeanSquaredError(0.5f).From("a").Tanh().Dense(2).AuxiliaryMeanSquaredError(0.25f)
            .From("a").Dense(2).MeanSquaredError(weight: 2);
        KernelProgram training = LoweredNetwork.Of(graph).Training;
        Assert.Equal(
            [("Auxiliary1Loss", 0.5f, 0), ("Auxiliary2Loss", 0.25f, 1), ("Loss", 2f, Kernel.None)],
            training.Kernels.OfType<LossKernel>().Select(loss => (loss.Name, loss.Weight, loss.Auxiliary)));
        Assert.Equal("dense4", training.Buffers[training.Output].Name);
    }

    /// <summary>The vector is a loss's input as well, so its values lie in the order of a vector.</summary>
    [Fact]
    public void A_flatten_that_an_auxiliary_loss_reads_moves_its_image()
    {
        LayerGraph graph = GraphBuilder.Image(2, 2, 1).Conv(2, 1).Flatten().As("a").AuxiliaryMeanSquaredError(1).From("a").Dense(8).MeanSquaredError();
        Assert.False(FlattenedLayout.IsInPlace(graph, 1));
        Assert.True(FlattenedLayout.IsInPlace(graph with { Heads = [graph.Predicting] }, 1));
    }

    /// <summary>The declaration makes sure that there are none; what is computed for one is nothing.</summary>
    [Fact]
    public void A_parameter_from_which_no_way_leads_to_a_loss_gets_no_gradient()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 2).Conv(2, 3).As("a").BatchNorm().Flatten().Dense(2).From("a").Flatten().Dense(2).MeanSquaredError();
        CpuNetwork network = new(LoweredNetwork.Of(graph));
        Assert.Equal(
            ["Conv2D1Forward", "Dense2Forward", "Loss", "Dense2WeightGradient", "Dense2InputGradient", "Conv2D1WeightGradient"],
            network.Training.Program.Kernels.Select(kernel => kernel.Name));
    }
}
