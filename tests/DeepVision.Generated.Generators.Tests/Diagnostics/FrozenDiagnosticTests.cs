using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Networks of which nothing trains.</summary>
public class FrozenDiagnosticTests
{
    [Theory]
    [InlineData("Dense(4, Frozen = true), ReLU(Frozen = true), Dropout(0.5f, Frozen = true), Dense(4), SoftmaxCrossEntropy")]
    [InlineData("Dense(4), ReLU, Dense(4, Frozen = true), SoftmaxCrossEntropy")]
    [InlineData("Dense(4, Frozen = false), SoftmaxCrossEntropy")]
    [InlineData("Dense(4, Frozen = true, Name = \"a\"), SoftmaxCrossEntropy, From(\"a\"), Dense(4), SoftmaxCrossEntropy(TrainingOnly = true)")]
    [InlineData("ReLU(Frozen = true), MeanSquaredError")]
    public void Something_trains_or_has_no_weights(string layers) => IsSilent($"[Network(8)]\n[{layers}]");

    [Theory]
    [InlineData("Dense(4, {|DVG2023:Frozen = true|}), SoftmaxCrossEntropy", "All layers of Net with weights are frozen, so there is nothing to train. Remove Frozen from Dense(4) (layer 1), or add a layer that trains behind it.")]
    [InlineData("Dense(4, Frozen = true), ReLU, BatchNorm({|DVG2023:Frozen = true|}), Tanh, SoftmaxCrossEntropy", "All layers of Net with weights are frozen, so there is nothing to train. Remove Frozen from BatchNorm (layer 3), or add a layer that trains behind it.")]
    public void Nothing_trains(string layers, string message) => Reports($"[Network(8)]\n[{layers}]", message);

    [Fact]
    public void A_mistake_elsewhere_is_said_alone() =>
        Reports("[Network(8)]\n[Dense({|DVG1001:0|}, Frozen = true), SoftmaxCrossEntropy]", "Dense(0) (layer 1): units must be 1 or more, but is 0");
}
