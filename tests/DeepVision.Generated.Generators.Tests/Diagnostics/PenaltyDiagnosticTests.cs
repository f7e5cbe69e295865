using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Penalties on activities, and options of weights where there are none.</summary>
public class PenaltyDiagnosticTests
{
    [Theory]
    [InlineData("ActivityPenalty(L1 = 1e-4f)")]
    [InlineData("ActivityPenalty(L1 = 1e-4f, L2 = 1), ReLU, ActivityPenalty(L2 = 1e-4f)")]
    [InlineData("Dense(3, Name = \"hidden\"), ReLU(Name = \"on\"), From(\"hidden\"), ActivityPenalty(L2 = 1), From(\"on\")")]
    public void Penalties_stand_behind_any_layer(string layers) => IsSilent($"[Network(8)]\n[Dense(4), {layers}]\n[Dense(3), SoftmaxCrossEntropy]");

    [Fact]
    public void A_penalty_is_no_layer_to_the_layers_around_it() => IsSilent("[Network(8)]\n[Dense(1), ActivityPenalty(L1 = 1), Sigmoid, ActivityPenalty(L2 = 1), BinaryCrossEntropy]");

    [Fact]
    public void A_penalty_leaves_the_initial_weights_in_front_of_it_as_they_are()
    {
        const string Layers = "[Network(8)]\n[Dense(4){0}, SELU, Dense(3), SoftmaxCrossEntropy]";
        string Initializers(string penalty) => string.Join(",", GeneratorRun.Of(Net(Layers.Replace("{0}", penalty, StringComparison.Ordinal))).Files["Net.g.cs"].Split("Initializer.").Skip(1).Select(text => text.Split(',')[0]));
        Assert.Contains("LeCunNormal", Initializers(""), StringComparison.Ordinal);
        Assert.Equal(Initializers(""), Initializers(", ActivityPenalty(L1 = 1)"));
    }

    [Theory]
    [InlineData("{|DVG2060:ActivityPenalty|}", "ActivityPenalty (layer 2)")]
    [InlineData("{|DVG2060:ActivityPenalty(L1 = 0)|}", "ActivityPenalty (layer 2)")]
    public void DVG2060_a_penalty_without_a_factor(string penalty, string shown) => Reports(
        $"[Network(8)]\n[Dense(4), {penalty}, Dense(3), SoftmaxCrossEntropy]",
        shown + " penalises nothing, because L1 and L2 are 0. Give one of them a value above 0, such as L1 = 1e-4f, or leave it out.");

    [Fact]
    public void DVG2024_a_penalty_beside_a_loss_of_the_programs_own() => ReportsIn(
        Net("[Network(8)]\n[Dense(4), {|DVG2024:ActivityPenalty(L1 = 1)|}, Dense(3), CustomLoss]"),
        "ActivityPenalty(L1 = 1) (layer 2) stands beside CustomLoss (layer 4), but with CustomLoss the program gives the gradient of the whole loss, so a network has no other one. Remove one of them.");

    [Fact]
    public void DVG0005_a_penalty_is_no_layer() => Reports("[{|DVG0005:Network(8)|}]\n[ActivityPenalty(L1 = 1), MeanSquaredError]", "Net has no layers. Add them in the order in which they are applied, the loss last: for example [Flatten], [Dense(10), SoftmaxCrossEntropy].");

    [Fact]
    public void DVG2025_a_penalty_is_no_loss_to_learn_by() => Warns(
        "[Network(2)]\n[Dense(1), ActivityPenalty(L2 = 1), {|DVG2025:Step|}, MeanSquaredError]",
        "Step (layer 3) has a gradient of 0 everywhere, so Dense(1) (layer 1) would never learn. Use a function that has one, such as Sigmoid, or suppress this warning where all weights are given.");

    [Theory]
    [InlineData("ReLU({|DVG2061:MaxNorm = 3|})", "ReLU (layer 2) takes no MaxNorm, an option of layers such as Dense and Conv2D. Write it on Dense(4) (layer 1).")]
    [InlineData("Dropout(0.5f, {|DVG2061:L2 = 1|})", "Dropout(0.5) (layer 2) takes no L2, an option of layers such as Dense and Conv2D. Write it on Dense(4) (layer 1).")]
    [InlineData("BatchNorm({|DVG2061:NonNegative = true|})", "BatchNorm (layer 2) takes no NonNegative, an option of layers such as Dense and Conv2D. Write it on Dense(4) (layer 1).")]
    public void DVG2061_an_option_of_weights_without_any(string layer, string message) => ReportsIn(Net($"[Network(8)]\n[Dense(4), {layer}, Dense(3), SoftmaxCrossEntropy]"), message);

    [Fact]
    public void DVG2061_without_weights_in_front() => ReportsIn(
        Net("[Network(8)]\n[Tanh({|DVG2061:UnitNorm = true|}), Dense(3), SoftmaxCrossEntropy]"),
        "Tanh (layer 1) takes no UnitNorm, an option of layers such as Dense and Conv2D. Write it on a layer with weights.");

    /// <summary>What no layer has is C#'s business alone.</summary>
    [Fact]
    public void DVG2061_is_silent_for_other_names() => ReportsIn(Net("[Network(8)]\n[Dense(4), ReLU(Slope = 3), Dense(3), SoftmaxCrossEntropy]"));
}
