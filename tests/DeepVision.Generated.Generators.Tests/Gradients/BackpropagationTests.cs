using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Gradients;

/// <summary>What is differentiated by what: the steps of the backward pass, from small graphs.</summary>
public class BackpropagationTests
{
    [Fact]
    public void A_convolution_reads_its_input_for_its_weights_and_nothing_for_its_input() => Assert.Equal(
        ["ParameterGradient of Conv2D2: dConv2D2, Conv2D1 → dConv2D2.parameters", "InputGradient of Conv2D2: dConv2D2 → dConv2D1"],
        StepsOf("Conv2D2", net => net.Conv(2, 3)));

    [Fact]
    public void A_dense_layer_does_likewise() => Assert.Equal(
        ["ParameterGradient of Dense1: dDense1, Flatten1 → dDense1.parameters", "InputGradient of Dense1: dDense1 → dFlatten1"],
        StepsOf("Dense1", net => net));

    [Fact]
    public void A_maximum_reads_its_winners_and_an_average_nothing()
    {
        Assert.Equal(["InputGradient of MaxPool2D1: dMaxPool2D1, MaxPool2D1' → dConv2D1"], StepsOf("MaxPool2D1", net => net.MaxPool(2)));
        Assert.Equal(["InputGradient of AvgPool2D1: dAvgPool2D1 → dConv2D1"], StepsOf("AvgPool2D1", net => net.AvgPool(2)));
        Assert.Equal(["InputGradient of GlobalAvgPool2D1: dGlobalAvgPool2D1 → dConv2D1"], StepsOf("GlobalAvgPool2D1", net => net.GlobalAvgPool()));
    }

    [Fact]
    public void Flatten_reads_nothing() => Assert.Equal(["InputGradient of Flatten1: dFlatten1 → dConv2D1"], StepsOf("Flatten1", net => net));

    [Fact]
    public void Activations_and_softmax_read_their_outputs_unless_those_don_t_tell_the_derivative()
    {
        Assert.Equal(["InputGradient of ReLU1: dReLU1, ReLU1 → dConv2D1"], StepsOf("ReLU1", net => net.ReLU()));
        Assert.Equal(["InputGradient of LeakyReLU1: dLeakyReLU1, LeakyReLU1 → dConv2D1"], StepsOf("LeakyReLU1", net => net.LeakyReLU(0.1f)));
        Assert.Equal(["InputGradient of SiLU1: dSiLU1, Conv2D1 → dConv2D1"], StepsOf("SiLU1", net => net.SiLU()));
        Assert.Equal(["InputGradient of Sigmoid1: dSigmoid1, Sigmoid1 → dConv2D1"], StepsOf("Sigmoid1", net => net.Sigmoid()));
        Assert.Equal(["InputGradient of Tanh1: dTanh1, Tanh1 → dConv2D1"], StepsOf("Tanh1", net => net.Tanh()));
        Assert.Equal(["InputGradient of Softmax1: dSoftmax1, Softmax1 → dConv2D1"], StepsOf("Softmax1", net => net.Softmax()));
    }

    [Fact]
    public void Dropout_reads_its_mask() =>
        Assert.Equal(["InputGradient of Dropout1: dDropout1, Dropout1' → dConv2D1"], StepsOf("Dropout1", net => net.Dropout(0.5f)));

    [Fact]
    public void A_batch_normalisation_reads_its_statistics_and_the_gradients_of_its_parameters() => Assert.Equal(
        [
            "ParameterGradient of BatchNorm1: dBatchNorm1, Conv2D1, BatchNorm1' → dBatchNorm1.parameters",
            "InputGradient of BatchNorm1: dBatchNorm1, Conv2D1, BatchNorm1', dBatchNorm1.parameters → dConv2D1",
        ],
        StepsOf("BatchNorm1", net => net.BatchNorm()));

    /// <summary>The gradient of a sum is the gradient of each of its terms, without a step; a value that two layers read gets both terms, the later layer's first.</summary>
    [Fact]
    public void A_value_with_two_consumers_gets_one_sum()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 1).Conv(2, 1).As("a").Conv(2, 1).ReLU().Add("a").Flatten().Dense(2).MeanSquaredError();

        Assert.Equal(
            [
                "ParameterGradient of Dense1: dDense1, Flatten1 → dDense1.parameters",
                "InputGradient of Dense1: dDense1 → dFlatten1",
                "InputGradient of Flatten1: dFlatten1 → dAdd1",
                "InputGradient of ReLU1: dAdd1, ReLU1 → dConv2D2",
                "ParameterGradient of Conv2D2: dConv2D2, Conv2D1 → dConv2D2.parameters",
                "InputGradient of Conv2D2: dConv2D2 → dConv2D1",
                "GradientSum of Conv2D1: dAdd1, dConv2D1 → dConv2D1",
                "ParameterGradient of Conv2D1: dConv2D1, input → dConv2D1.parameters",
            ],
            BackwardOf(ValueGraphBuilder.Training(graph)));
        // What is read behind the sum is the sum, not a term of it.
        ValueGraph training = ValueGraphBuilder.Training(graph);
        Assert.Equal(training.Steps[^2].Writes[0], training.Steps[^1].Read(OperandRole.OutputGradient));
    }

    [Fact]
    public void A_value_that_is_added_to_itself_gets_its_gradient_twice()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(2).As("a").Add("a").MeanSquaredError();
        Assert.Equal(
            ["GradientSum of Dense1: dAdd1, dAdd1 → dDense1", "ParameterGradient of Dense1: dDense1, input → dDense1.parameters"],
            BackwardOf(ValueGraphBuilder.Training(graph)));
    }

    [Fact]
    public void Four_consumers_give_one_sum_of_four_terms()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(2).As("a").Tanh().As("b").From("a").Sigmoid().As("c").From("a").ReLU().Add("a", "b", "c").MeanSquaredError();
        string sum = Assert.Single(BackwardOf(ValueGraphBuilder.Training(graph)), step => step.StartsWith("GradientSum", StringComparison.Ordinal));
        Assert.Equal("GradientSum of Dense1: dAdd1, dDense1, dDense1, dDense1 → dDense1", sum);
    }

    [Fact]
    public void In_front_of_the_first_parameter_nothing_is_differentiated()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 1).ReLU().AvgPool(2).Conv(2, 1).Flatten().Dense(2).MeanSquaredError();
        Assert.Equal(["ParameterGradient of Conv2D1: dConv2D1, AvgPool2D1 → dConv2D1.parameters"], BackwardOf(ValueGraphBuilder.Training(graph))[3..]);
    }

    [Fact]
    public void In_front_of_the_first_layer_that_trains_nothing_is_differentiated()
    {
        LayerGraph graph = GraphBuilder.Image(6, 6, 1).Conv(2, 3).Frozen().BatchNorm().Frozen().ReLU().Conv(2, 1).Flatten().Dense(2).MeanSquaredError();
        Assert.Equal(["ParameterGradient of Conv2D2: dConv2D2, ReLU1 → dConv2D2.parameters"], BackwardOf(ValueGraphBuilder.Training(graph))[3..]);
    }

    [Fact]
    public void A_gradient_passes_through_frozen_layers_to_one_that_trains()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(2).Dense(4).Frozen().BatchNorm().Frozen().Dropout(0.5f).Frozen().Dense(2).MeanSquaredError();
        Assert.Equal(
            [
                "ParameterGradient of Dense3: dDense3, Dropout1 → dDense3.parameters",
                "InputGradient of Dense3: dDense3 → dDropout1",
                "InputGradient of BatchNorm1: dDropout1 → dDense2",
                "InputGradient of Dense2: dDense2 → dDense1",
                "ParameterGradient of Dense1: dDense1, input → dDense1.parameters",
            ],
            BackwardOf(ValueGraphBuilder.Training(graph)));
    }

    [Fact]
    public void Where_layers_are_frozen_nothing_is_noted_that_nobody_reads()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 1).Conv(2, 1).Frozen().MaxPool(2).Conv(2, 1).MaxPool(2).Flatten().Dense(2).MeanSquaredError();
        string[] steps = GraphText.Steps(ValueGraphBuilder.Training(graph));
        Assert.Contains("MaxPool2D1: Conv2D1 → MaxPool2D1", steps);
        Assert.Contains("MaxPool2D2: Conv2D2 → MaxPool2D2, MaxPool2D2'", steps);
    }

    /// <summary>One path from the input to a sum has parameters, the other none.</summary>
    [Fact]
    public void A_term_without_parameters_behind_it_gets_no_gradient()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Tanh().As("a").From("input").Dense(3).Add("a").MeanSquaredError();
        Assert.Equal(["ParameterGradient of Dense1: dAdd1, input → dDense1.parameters"], BackwardOf(ValueGraphBuilder.Training(graph)));
    }

    [Fact]
    public void The_gradient_of_the_input_comes_on_request()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Tanh().Dense(3).Add("input").MeanSquaredError();
        ValueGraph training = ValueGraphBuilder.Training(graph, wantsInputGradient: true);

        Assert.Equal(
            [
                "ParameterGradient of Dense1: dAdd1, Tanh1 → dDense1.parameters",
                "InputGradient of Dense1: dAdd1 → dTanh1",
                "InputGradient of Tanh1: dTanh1, Tanh1 → dinput",
                "GradientSum of input: dAdd1, dinput → dinput",
            ],
            BackwardOf(training));
        Assert.Equal(training.Steps[^1].Writes[0], training.Asked[^1]);
        GraphVerifier.Verify(training);
        Assert.DoesNotContain(BackwardOf(ValueGraphBuilder.Training(graph)), step => step.Contains("dinput", StringComparison.Ordinal));
    }

    /// <summary>That loss is exact for large scores only when it sees them, so the Sigmoid in front of it is its own.</summary>
    [Fact]
    public void A_sigmoid_in_front_of_a_binary_cross_entropy_belongs_to_the_loss()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(1).Sigmoid().BinaryCrossEntropy();
        Assert.Equal(["Dense1: input → Dense1", "Loss: Dense1 → dDense1", "ParameterGradient of Dense1: dDense1, input → dDense1.parameters"], GraphText.Steps(ValueGraphBuilder.Training(graph)));
        Assert.Equal(["Dense1: input → Dense1"], GraphText.Steps(ValueGraphBuilder.Prediction(graph)));
    }

    [Fact]
    public void A_sigmoid_in_front_of_another_loss_is_a_layer_like_others()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(1).Sigmoid().MeanSquaredError();
        Assert.Contains("InputGradient of Sigmoid1: dSigmoid1, Sigmoid1 → dDense1", BackwardOf(ValueGraphBuilder.Training(graph)));
        Assert.Contains("Sigmoid1: Dense1 → Sigmoid1", GraphText.Steps(ValueGraphBuilder.Prediction(graph)));
    }

    [Fact]
    public void A_layer_that_leads_nowhere_does_not_run()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(2).As("a").Tanh().Softmax().From("a").ReLU().MeanSquaredError();
        Assert.Equal(["Dense1: input → Dense1", "ReLU1: Dense1 → ReLU1"], GraphText.Steps(ValueGraphBuilder.Prediction(graph)));
        Assert.DoesNotContain(GraphText.Steps(ValueGraphBuilder.Training(graph)), step => step.Contains("Tanh1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_over_the_input_itself_is_one_step() =>
        Assert.Equal(["Loss: input → dinput"], GraphText.Steps(ValueGraphBuilder.Training(GraphBuilder.Vector(3).MeanSquaredError())));

    [Fact]
    public void A_prediction_notes_nothing() => Assert.Equal(
        ["MaxPool2D1: input → MaxPool2D1", "Dropout1: MaxPool2D1 → Dropout1"],
        GraphText.Steps(ValueGraphBuilder.Prediction(GraphBuilder.Image(4, 4, 1).MaxPool(2).Dropout(0.5f).MeanSquaredError())));

    /// <summary>The steps of the backward pass that belong to one layer of the network Conv2D, what is added, Flatten, Dense.</summary>
    private static string[] StepsOf(string layer, Func<GraphBuilder, GraphBuilder> add)
    {
        LayerGraph graph = add(GraphBuilder.Image(6, 6, 2).Conv(2, 3)).Flatten().Dense(3).MeanSquaredError();
        return [.. BackwardOf(ValueGraphBuilder.Training(graph)).Where(step => step.Contains($"of {layer}:", StringComparison.Ordinal))];
    }

    private static string[] BackwardOf(ValueGraph graph) =>
        [.. GraphText.Steps(graph).SkipWhile(step => !step.StartsWith("Loss", StringComparison.Ordinal)).Skip(1)];
}
