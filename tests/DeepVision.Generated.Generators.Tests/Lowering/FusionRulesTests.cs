using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>What runs as one kernel, and the nearest case in which it must not.</summary>
public class FusionRulesTests
{
    [Fact]
    public void A_convolution_its_ReLU_and_its_pooling_are_one_kernel_on_both_ways()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).ReLU().MaxPool(2));
        Assert.Equal("Conv2D2Forward [ReLU, MaxPool 2×2]: conv2D1 → maxPool2D1, maxPool2D1Winners", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal("Conv2D2Predict [ReLU, MaxPool 2×2]: conv2D1 → maxPool2D1", ForwardOf(network.Prediction, "Conv2D2"));
        Assert.Equal(
            [
                "MaxPool2D1InputGradient: maxPool2D1Gradient, maxPool2D1Winners → conv2D2OutputGradient",
                "Conv2D2WeightGradient: conv2D1, conv2D2OutputGradient",
                "Conv2D2InputGradient: conv2D2OutputGradient → conv2D1Gradient",
            ],
            Between(network.Training, "MaxPool2D1InputGradient", "Conv2D1WeightGradient"));
    }

    /// <summary>ReLU's winners say what it let pass. The slope of LeakyReLU follows from the pooled outputs.</summary>
    [Fact]
    public void A_pooled_LeakyReLU_is_undone_with_its_pooling() => Assert.Equal(
        "MaxPool2D1InputGradient [LeakyReLU']: maxPool2D1Gradient, maxPool2D1Winners, maxPool2D1 → conv2D2OutputGradient",
        Between(Lower(net => net.Conv(2, 3).LeakyReLU(0.1f).MaxPool(2)).Training, "MaxPool2D1InputGradient", "Conv2D2WeightGradient").Single());

    [Fact]
    public void A_pooling_fuses_without_an_activation() => Assert.Equal(
        "Conv2D2Predict [MaxPool 3×3]: conv2D1 → maxPool2D1", ForwardOf(Lower(net => net.Conv(2, 3).MaxPool(3)).Prediction, "Conv2D2"));

    [Theory]
    [InlineData("overlaps", 3, 2, 0, false)]
    [InlineData("has padding", 2, 2, 1, false)]
    [InlineData("reaches outside", 4, 4, 0, true)]
    [InlineData("has one pixel", 1, 1, 0, false)]
    [InlineData("has more pixels than a code has room for", 4, 4, 0, false)]
    public void A_pooling_is_a_kernel_of_its_own_if_it(string reason, int size, int stride, int pad, bool same)
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).ReLU().MaxPool(size, stride, pad, same));
        Assert.True(ForwardOf(network.Training, "Conv2D2") == "Conv2D2Forward [ReLU]: conv2D1 → reLU1", reason);
        Assert.Equal("MaxPool2D1Forward: reLU1 → maxPool2D1, maxPool2D1Winners", ForwardOf(network.Training, "MaxPool2D1"));
        Assert.Contains("ReLU1InputGradient: reLU1Gradient, reLU1 → conv2D2Gradient", GraphText.Kernels(network.Training));
    }

    [Fact]
    public void An_average_is_a_kernel_of_its_own() => Assert.Equal(
        "AvgPool2D1Predict: reLU1 → avgPool2D1", ForwardOf(Lower(net => net.Conv(2, 3).ReLU().AvgPool(2)).Prediction, "AvgPool2D1"));

    [Fact]
    public void A_grouped_convolution_takes_its_activation_and_leaves_the_pooling() => Assert.Equal(
        ["Conv2D2Predict [ReLU]: conv2D1 → reLU1", "MaxPool2D1Predict: reLU1 → maxPool2D1"],
        Between(Lower(net => net.Conv(2, 3, groups: 2).ReLU().MaxPool(2)).Prediction, "Conv2D2Predict", "GlobalAvgPool2D1Predict"));

    /// <summary>The sum reads what the pooling reads, so it must be in memory.</summary>
    [Fact]
    public void A_second_reader_in_front_of_the_pooling_keeps_it_apart()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).ReLU().As("a").MaxPool(2).As("b").From("a").AvgPool(2).Add("b"));
        Assert.Equal("Conv2D2Forward [ReLU]: conv2D1 → reLU1", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal("MaxPool2D1Forward: reLU1 → maxPool2D1, maxPool2D1Winners", ForwardOf(network.Training, "MaxPool2D1"));
        Assert.Equal("Conv2D2Predict [ReLU]: conv2D1 → reLU1", ForwardOf(network.Prediction, "Conv2D2"));
    }

    [Fact]
    public void A_second_reader_in_front_of_the_activation_keeps_both_apart()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3, same: true).As("a").ReLU().Add("a"));
        Assert.Equal("Conv2D2Forward: conv2D1 → conv2D2", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal("ReLU1Forward: conv2D2 → reLU1", ForwardOf(network.Training, "ReLU1"));
        Assert.Equal("Conv2D2Predict: conv2D1 → conv2D2", ForwardOf(network.Prediction, "Conv2D2"));
    }

    /// <summary>A residual connection: the second convolution adds what came past it.</summary>
    [Fact]
    public void A_contraction_adds_the_other_term_of_a_sum_and_activates_it()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 1).ReLU().As("a").Conv(2, 1).BatchNorm().Add("a").ReLU());
        Assert.Equal("Conv2D3Predict [BatchNorm, Sum, ReLU]: reLU1, reLU1 → reLU2", ForwardOf(network.Prediction, "Conv2D3"));
        Assert.Equal("BatchNorm1Forward [Sum, ReLU]: conv2D3, reLU1 → reLU2", ForwardOf(network.Training, "BatchNorm1"));
        Assert.Equal(
            "Conv2D3Forward [Sum, ReLU]: reLU1, reLU1 → reLU2",
            ForwardOf(Lower(net => net.Conv(2, 1).ReLU().As("a").Conv(2, 1).Add("a").ReLU()).Training, "Conv2D3"));
    }

    /// <summary>What comes past the normalisation gets the same gradient, so the derivative is in memory, and both passes read it.</summary>
    [Fact]
    public void The_derivative_behind_a_sum_is_a_kernel_of_its_own_in_front_of_the_passes_of_a_batch_normalisation()
    {
        KernelProgram training = Lower(net => net.Conv(2, 1).As("a").BatchNorm().Add("a").ReLU()).Training;
        Assert.Equal(
            [
                "ReLU1InputGradient: reLU1Gradient, reLU1 → add1Gradient",
                "BatchNorm1GradientSums: conv2D2, add1Gradient",
                "BatchNorm1InputGradient: conv2D2, add1Gradient → conv2D2Gradient",
                "Conv2D2GradientSum: add1Gradient, conv2D2Gradient → conv2D2Gradient2",
            ],
            Between(training, "ReLU1InputGradient", "Conv2D2WeightGradient"));
    }

    /// <summary>Two blocks behind each other: the first convolution of the second one completes the sum and undoes the activation in front of it.</summary>
    [Fact]
    public void A_contraction_undoes_the_activation_behind_a_normalisation_and_a_sum()
    {
        KernelProgram training = Lower(net => net.Conv(2, 1).BatchNorm().As("a").Conv(2, 1).BatchNorm().Add("a").ReLU().As("b").Conv(2, 1).Add("b")).Training;
        Assert.Contains("Conv2D4InputGradient [Sum, ReLU']: add2Gradient, reLU1, add2Gradient → reLU1Gradient", GraphText.Kernels(training));
        Assert.Contains("BatchNorm2GradientSums: conv2D3, reLU1Gradient", GraphText.Kernels(training));
    }

    [Fact]
    public void Of_two_batch_normalisations_one_adds_the_other()
    {
        KernelProgram training = Lower(net => net.As("a").Conv(2, 1).BatchNorm().As("b").From("a").Conv(2, 1).BatchNorm().Add("b").ReLU()).Training;
        Assert.Equal("BatchNorm2Forward: conv2D3 → batchNorm2", ForwardOf(training, "BatchNorm2"));
        Assert.Equal("BatchNorm1Forward [Sum, ReLU]: conv2D2, batchNorm2 → reLU1", ForwardOf(training, "BatchNorm1"));
    }

    [Fact]
    public void A_sum_takes_the_activation_behind_it()
    {
        KernelProgram program = Lower(net => net.As("a").Tanh().Add("a").ReLU()).Prediction;
        Assert.Equal("Add1Predict [ReLU]: tanh1, conv2D1 → reLU1", ForwardOf(program, "Add1"));
    }

    [Fact]
    public void Of_two_contractions_one_adds_the_other()
    {
        KernelProgram program = Lower(net => net.As("a").Conv(2, 1).As("b").From("a").Conv(2, 1).Add("b")).Prediction;
        Assert.Equal(["Conv2D3Predict: conv2D1 → conv2D3", "Conv2D2Predict [Sum]: conv2D1, conv2D3 → add1"], GraphText.Kernels(program)[1..3]);
    }

    [Fact]
    public void A_sum_is_a_kernel_of_its_own_if_it_has_three_terms_or_one_twice()
    {
        KernelProgram three = Lower(net => net.As("a").Tanh().As("b").From("a").Conv(2, 1).Add("a", "b")).Prediction;
        Assert.Equal("Add1Predict: conv2D2, conv2D1, tanh1 → add1", ForwardOf(three, "Add1"));
        KernelProgram twice = Lower(net => net.Conv(2, 1).As("a").Add("a")).Prediction;
        Assert.Equal("Add1Predict: conv2D2, conv2D2 → add1", ForwardOf(twice, "Add1"));
    }

    [Fact]
    public void A_sum_is_a_kernel_of_its_own_if_somebody_else_reads_the_contraction()
    {
        KernelProgram program = Lower(net => net.As("a").Conv(2, 1).As("b").Add("a").As("c").From("b").Tanh().Add("c")).Prediction;
        Assert.Equal("Conv2D2Predict: conv2D1 → conv2D2", ForwardOf(program, "Conv2D2"));
        Assert.Equal("Add1Predict: conv2D2, conv2D1 → add1", ForwardOf(program, "Add1"));
    }

    [Fact]
    public void A_pooling_behind_a_sum_is_a_kernel_of_its_own() => Assert.Equal(
        "MaxPool2D1Predict: reLU1 → maxPool2D1", ForwardOf(Lower(net => net.As("a").Conv(2, 1).Add("a").ReLU().MaxPool(2)).Prediction, "MaxPool2D1"));

    /// <summary>A second reader behind the pooling takes nothing away: its value is written anyway.</summary>
    [Fact]
    public void A_second_reader_behind_the_pooling_changes_nothing()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).ReLU().MaxPool(2).As("a").Tanh().Add("a"));
        Assert.Equal("Conv2D2Forward [ReLU, MaxPool 2×2]: conv2D1 → maxPool2D1, maxPool2D1Winners", ForwardOf(network.Training, "Conv2D2"));
        Assert.Contains("MaxPool2D1InputGradient: maxPool2D1Gradient2, maxPool2D1Winners → conv2D2OutputGradient", GraphText.Kernels(network.Training));
    }

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.25f, true)]
    [InlineData(1f, false)]
    [InlineData(2f, false)]
    public void A_LeakyReLU_fuses_whose_slope_tells_the_sign(float slope, bool fuses)
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).LeakyReLU(slope).Conv(2, 1));
        Assert.Equal(fuses ? "Conv2D2Forward [LeakyReLU]: conv2D1 → leakyReLU1" : "Conv2D2Forward: conv2D1 → conv2D2", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal(fuses, GraphText.Kernels(network.Training).Any(kernel => kernel.StartsWith("Conv2D3InputGradient [LeakyReLU']", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_activation_with_a_function_call_does_not_fuse() =>
        Assert.Equal("Conv2D2Predict: conv2D1 → conv2D2", ForwardOf(Lower(net => net.Conv(2, 3).Tanh()).Prediction, "Conv2D2"));

    /// <summary>With the Sigmoid in the loss, the ReLU's output is what the loss reads: it may fuse, but nothing may behind it.</summary>
    [Fact]
    public void The_scores_themselves_are_written()
    {
        LayerGraph relu = GraphBuilder.Vector(3).Dense(2).ReLU().MeanSquaredError();
        Assert.Equal("Dense1Forward [ReLU]: input → reLU1", ForwardOf(LoweredNetwork.Of(relu).Training, "Dense1"));

        // Dense1 is the scores, and another layer reads it.
        LayerGraph sigmoid = GraphBuilder.Image(4, 4, 1).Conv(2, 1).MaxPool(2).Sigmoid().BinaryCrossEntropy();
        KernelProgram program = LoweredNetwork.Of(sigmoid).Prediction;
        Assert.Equal("maxPool2D1", program.Buffers[program.Output].Name);
        LayerGraph pooled = GraphBuilder.Image(4, 4, 1).Conv(2, 1).As("a").MaxPool(1).ReLU().From("a").Sigmoid().BinaryCrossEntropy();
        Assert.Equal("Conv2D1Forward: input → conv2D1", ForwardOf(LoweredNetwork.Of(pooled).Training, "Conv2D1"));
    }

    [Fact]
    public void A_batch_normalisation_becomes_part_of_the_weights_in_a_prediction_only()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).BatchNorm().ReLU().MaxPool(2));
        Assert.Equal("Conv2D2Predict [BatchNorm, ReLU, MaxPool 2×2]: conv2D1 → maxPool2D1", ForwardOf(network.Prediction, "Conv2D2"));
        Assert.Equal("Conv2D2Forward: conv2D1 → conv2D2", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal("BatchNorm1Forward [ReLU]: conv2D2 → reLU1", ForwardOf(network.Training, "BatchNorm1"));
        Assert.Equal("MaxPool2D1Forward: reLU1 → maxPool2D1, maxPool2D1Winners", ForwardOf(network.Training, "MaxPool2D1"));
    }

    [Fact]
    public void A_batch_normalisation_whose_input_somebody_else_reads_stays_a_kernel()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).As("a").BatchNorm().ReLU().Add("a"));
        Assert.Equal("Conv2D2Predict: conv2D1 → conv2D2", ForwardOf(network.Prediction, "Conv2D2"));
        Assert.Equal("BatchNorm1Predict [ReLU]: conv2D2 → reLU1", ForwardOf(network.Prediction, "BatchNorm1"));
    }

    [Fact]
    public void A_batch_normalisation_whose_output_somebody_else_reads_leaves_the_activation()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).BatchNorm().As("a").ReLU().Add("a"));
        Assert.Equal("Conv2D2Predict [BatchNorm]: conv2D1 → batchNorm1", ForwardOf(network.Prediction, "Conv2D2"));
        Assert.Equal("BatchNorm1Forward: conv2D2 → batchNorm1", ForwardOf(network.Training, "BatchNorm1"));
        Assert.Contains("ReLU1InputGradient: add1Gradient, reLU1 → batchNorm1Gradient", GraphText.Kernels(network.Training));
        Assert.Contains("BatchNorm1GradientSums: conv2D2, batchNorm1Gradient2", GraphText.Kernels(network.Training));
    }

    /// <summary>
    /// Both passes of the batch normalisation apply it, and the convolution behind must not do so once more. They make the activation's
    /// output of their own input.
    /// </summary>
    [Fact]
    public void The_derivative_behind_a_batch_normalisation_is_in_both_of_its_passes()
    {
        KernelProgram training = Lower(net => net.BatchNorm().ReLU().Conv(2, 3)).Training;
        Assert.Equal(
            [
                "Conv2D2InputGradient: conv2D2Gradient → reLU1Gradient",
                "BatchNorm1GradientSums [ReLU']: conv2D1, reLU1Gradient",
                "BatchNorm1InputGradient [ReLU']: conv2D1, reLU1Gradient → conv2D1Gradient",
            ],
            Between(training, "Conv2D2InputGradient", "Conv2D1WeightGradient"));
    }

    /// <summary>The winners of a pooling say whether a ReLU let them pass, but not whether they reached 6.</summary>
    [Fact]
    public void A_pooling_behind_ReLU6_stays_a_kernel()
    {
        LoweredNetwork network = Lower(net => net.Conv(2, 3).ReLU6().MaxPool(2));
        Assert.Equal("Conv2D2Forward [ReLU6]: conv2D1 → reLU61", ForwardOf(network.Training, "Conv2D2"));
        Assert.Equal("MaxPool2D1Predict: reLU61 → maxPool2D1", ForwardOf(network.Prediction, "MaxPool2D1"));
    }

    [Fact]
    public void A_derivative_is_part_of_the_contraction_that_gives_it_its_gradient() => Assert.Contains(
        "Conv2D3InputGradient [ReLU']: conv2D3Gradient, reLU1 → reLU1Gradient",
        GraphText.Kernels(Lower(net => net.Conv(2, 3).ReLU().Conv(2, 3)).Training));

    [Fact]
    public void A_derivative_is_part_of_it_through_a_Flatten_in_place() => Assert.Contains(
        "Dense1InputGradient [ReLU']: reLU2Gradient, reLU1 → flatten1Gradient",
        GraphText.Kernels(LoweredNetwork.Of(GraphBuilder.Image(4, 4, 1).Conv(2, 3).ReLU().Flatten().Dense(2).ReLU().Dense(2).MeanSquaredError()).Training));

    /// <summary>The softmax reads the vector, so the image is copied, and the gradient too.</summary>
    [Fact]
    public void A_Flatten_that_copies_keeps_them_apart()
    {
        KernelProgram training = LoweredNetwork.Of(
            GraphBuilder.Image(4, 4, 1).Conv(2, 3).ReLU().Flatten().As("a").Softmax().Dense(2).As("b").From("a").Dense(2).Add("b").MeanSquaredError()).Training;
        Assert.Contains("ReLU1InputGradient: reLU1Gradient, reLU1 → conv2D1Gradient", GraphText.Kernels(training));
        Assert.Contains("Flatten1InputGradient: flatten1Gradient2 → reLU1Gradient", GraphText.Kernels(training));
    }

    /// <summary>The contraction that completes a sum of gradients multiplies it by the derivative.</summary>
    [Fact]
    public void A_sum_of_two_gradients_and_the_derivative_are_part_of_a_contraction()
    {
        KernelProgram training = Lower(net => net.Conv(2, 3).ReLU().As("a").Conv(2, 1).As("b").From("a").Conv(2, 1).Add("b")).Training;
        Assert.Equal(
            [
                "Conv2D3WeightGradient: reLU1, add1Gradient",
                "Conv2D3InputGradient: add1Gradient → reLU1Gradient",
                "Conv2D4InputGradient [Sum, ReLU']: add1Gradient, reLU1, reLU1Gradient → reLU1Gradient2",
            ],
            Between(training, "Conv2D3WeightGradient", "Conv2D2WeightGradient"));
    }

    /// <summary>However many read a value: no pass of its own over the gradients of several.</summary>
    [Fact]
    public void Contractions_add_the_gradients_so_far_to_their_own_and_the_last_takes_the_derivative()
    {
        KernelProgram training = Lower(net => net.Conv(2, 3).ReLU().As("a").Conv(2, 1).As("b").From("a").Conv(2, 1).Add("a", "b")).Training;
        Assert.Equal(
            [
                "Conv2D4InputGradient [Sum]: add1Gradient, add1Gradient → reLU1Gradient",
                "Conv2D3WeightGradient: reLU1, add1Gradient",
                "Conv2D3InputGradient [Sum, ReLU']: add1Gradient, reLU1, reLU1Gradient → reLU1Gradient2",
            ],
            Between(training, "Conv2D4InputGradient", "Conv2D2WeightGradient"));
    }

    /// <summary>The sum hands its gradient on to both of its terms, so it has to be in memory.</summary>
    [Fact]
    public void A_derivative_whose_gradient_somebody_else_reads_is_a_kernel_of_its_own()
    {
        KernelProgram training = Lower(net => net.Conv(2, 1).As("a").Conv(2, 1).ReLU().Add("a").Conv(2, 1)).Training;
        Assert.Contains("Conv2D4InputGradient: conv2D4Gradient → add1Gradient", GraphText.Kernels(training));
        Assert.Contains("ReLU1InputGradient: add1Gradient, reLU1 → conv2D3Gradient", GraphText.Kernels(training));
    }

    [Fact]
    public void Groups_run_where_their_last_step_stands()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 1).Conv(2, 1).As("a").From("input").Tanh().As("b").From("a").ReLU().Flatten().Dense(2).As("c")
            .From("b").Flatten().Dense(2).Add("c").MeanSquaredError();
        Assert.Equal(["PadInput", "Tanh1Predict", "Conv2D1Predict"], LoweredNetwork.Of(graph).Prediction.Kernels.Take(3).Select(kernel => kernel.Name));
    }

    /// <summary>Conv2D1, what is added, GlobalAvgPool2D1, Dense1.</summary>
    private static LoweredNetwork Lower(Func<GraphBuilder, GraphBuilder> add) =>
        LoweredNetwork.Of(add(GraphBuilder.Image(10, 10, 1).Conv(2, 1)).GlobalAvgPool().Dense(2).MeanSquaredError());

    private static string ForwardOf(KernelProgram program, string layer) =>
        Assert.Single(GraphText.Kernels(program), kernel => kernel.StartsWith(layer + "Forward", StringComparison.Ordinal) || kernel.StartsWith(layer + "Predict", StringComparison.Ordinal));

    /// <summary>The kernels from one to another, the last excluded.</summary>
    private static string[] Between(KernelProgram program, string first, string last) => [.. GraphText.Kernels(program)
        .SkipWhile(kernel => !kernel.StartsWith(first, StringComparison.Ordinal))
        .TakeWhile(kernel => !kernel.StartsWith(last, StringComparison.Ordinal))];
}
