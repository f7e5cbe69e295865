using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Mistakes in losses beside the one that predicts.</summary>
public class HeadDiagnosticTests
{
    [Theory]
    [InlineData("Dense(3, Name = \"scores\"), SoftmaxCrossEntropy, From(\"a\"), Dense(3), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)")]
    [InlineData("Dense(3), SoftmaxCrossEntropy(TrainingOnly = true, Name = \"middle\"), Dense(3, Input = \"a\"), SoftmaxCrossEntropy(Weight = 2)")]
    [InlineData("Dense(3), SoftmaxCrossEntropy(TrainingOnly = true), From(\"dense_1\"), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)")]
    [InlineData("Dense(3), Huber(TrainingOnly = true), From(\"a\"), Dense(3), MeanAbsoluteError(TrainingOnly = true), From(\"a\"), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3), Sigmoid, BinaryCrossEntropy, From(\"a\"), Dense(3), Sigmoid, BinaryCrossEntropy(TrainingOnly = true)")]
    public void Auxiliary_heads_are_fine(string layers) => IsSilent($"[Network(8)]\n[ReLU(Name = \"a\"), {layers}]");

    [Theory]
    [InlineData("{|DVG2002:SoftmaxCrossEntropy(TrainingOnly = true)|}, Dense(3), SoftmaxCrossEntropy", "SoftmaxCrossEntropy (layer 2) ends a path, but Dense(3) (layer 3) follows. Move SoftmaxCrossEntropy behind it, or let it begin another path with [From(\"name\")].")]
    [InlineData("{|DVG2002:SoftmaxCrossEntropy|}, SoftmaxCrossEntropy(TrainingOnly = true)", "SoftmaxCrossEntropy (layer 2) ends a path, but SoftmaxCrossEntropy (layer 3) follows. Move SoftmaxCrossEntropy behind it, or let it begin another path with [From(\"name\")].")]
    [InlineData("SoftmaxCrossEntropy, From(\"dense_1\"), Tanh, Dense(3), {|DVG2003:SoftmaxCrossEntropy|}", "SoftmaxCrossEntropy (layer 6) predicts beside SoftmaxCrossEntropy (layer 2), but has no name by which results and data sets tell them apart. Give each one (Name = \"Box\"), remove it, or let it help in training only: TrainingOnly = true.")]
    [InlineData("SoftmaxCrossEntropy, From(\"dense_1\"), {|DVG0026:Tanh|}", "Nobody reads the output of Tanh (layer 4), so it would never learn. Join it (for example [Concat(\"tanh_1\")]), end its path with a loss (TrainingOnly = true for an auxiliary head), or remove it.")]
    [InlineData("SoftmaxCrossEntropy({|DVG2009:TrainingOnly = true|})", "Net would predict nothing, because all of its losses have TrainingOnly = true. Remove it from SoftmaxCrossEntropy (layer 2), or end another path with a loss.")]
    [InlineData("SoftmaxCrossEntropy(TrainingOnly = true), From(\"dense_1\"), SoftmaxCrossEntropy({|DVG2009:TrainingOnly = true|})", "Net would predict nothing, because all of its losses have TrainingOnly = true. Remove it from SoftmaxCrossEntropy (layer 4), or end another path with a loss.")]
    [InlineData("SoftmaxCrossEntropy({|DVG2009:TrainingOnly = true|}), From(\"dense_1\"), Tanh", "Net would predict nothing, because all of its losses have TrainingOnly = true. Remove it from SoftmaxCrossEntropy (layer 2), or end another path with a loss.")]
    [InlineData("{|DVG2010:MeanSquaredError(TrainingOnly = true)|}, From(\"dense_1\"), SoftmaxCrossEntropy", "MeanSquaredError (layer 2) would have to learn from the labels of SoftmaxCrossEntropy (layer 4), which are nothing for this loss. Use SoftmaxCrossEntropy or SoftmaxFocalCrossEntropy.")]
    [InlineData("Huber, From(\"dense_1\"), {|DVG2010:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 4) would have to learn from the targets of Huber (layer 2), which are nothing for this loss. Use MeanSquaredError, MeanAbsoluteError, Huber, LogCosh, Poisson, Hinge, SquaredHinge, PerceptronCriterion or CosineSimilarity.")]
    [InlineData("Huber, From(\"dense_1\"), Sigmoid, {|DVG2010:BinaryCrossEntropy(TrainingOnly = true)|}", "BinaryCrossEntropy (layer 5) would have to learn from the targets of Huber (layer 2), which are nothing for this loss. Use MeanSquaredError, MeanAbsoluteError, Huber, LogCosh, Poisson, Hinge, SquaredHinge, PerceptronCriterion or CosineSimilarity.")]
    [InlineData("SoftmaxCrossEntropy, From(\"dense_1\"), Dense(5), {|DVG2011:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 5) learns from the labels of SoftmaxCrossEntropy (layer 2), but receives a vector of 5 from Dense(5) (layer 4), where that one receives a vector of 4 from Dense(4) (layer 1). Make both alike.")]
    [InlineData("SoftmaxCrossEntropy({|DVG1001:Weight = 0|})", "SoftmaxCrossEntropy (layer 2): Weight must be above 0, but is 0")]
    [InlineData("SoftmaxCrossEntropy, From(\"dense_1\"), SoftmaxCrossEntropy(TrainingOnly = true, {|DVG1001:Weight = float.NaN|})", "SoftmaxCrossEntropy (layer 4): Weight must be above 0, but is NaN")]
    [InlineData("SoftmaxCrossEntropy({|DVG1001:Weight = float.PositiveInfinity|})", "SoftmaxCrossEntropy (layer 2): Weight must be above 0, but is Infinity")]
    [InlineData("SoftmaxCrossEntropy({|DVG0008:Name = \"1st\"|})", "SoftmaxCrossEntropy (layer 2) can't be called \"1st\": a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("SoftmaxCrossEntropy, From(\"dense_1\"), Softmax, {|DVG2004:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 5) applies softmax itself, but receives the output of Softmax (layer 4): softmax would be applied twice and training would stall. Remove Softmax (layer 4).")]
    public void Heads(string layers, string message) => Reports($"[Network(8)]\n[Dense(4), {layers}]", message);

    [Theory]
    [InlineData("SoftmaxCrossEntropy, From(\"conv2d_1\"), Flatten, Dense(4), {|DVG2011:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 6) learns from the label maps of SoftmaxCrossEntropy (layer 2), but receives a vector of 4 from Dense(4) (layer 5), where that one receives an image of 6×6×4 from Conv2D(4, 3) (layer 1). Make both alike.")]
    [InlineData("SoftmaxCrossEntropy(IgnoredLabel = 255), From(\"conv2d_1\"), Tanh, {|DVG2021:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 5) learns from the label maps of SoftmaxCrossEntropy (layer 2), and must ignore the same pixels. Write IgnoredLabel = 255.")]
    [InlineData("{|DVG2021:SoftmaxCrossEntropy(TrainingOnly = true, IgnoredLabel = 0)|}, From(\"conv2d_1\"), Tanh, SoftmaxCrossEntropy", "SoftmaxCrossEntropy (layer 2) learns from the label maps of SoftmaxCrossEntropy (layer 5), and must ignore the same pixels. Remove IgnoredLabel.")]
    [InlineData("SoftmaxCrossEntropy, From(\"conv2d_1\"), {|DVG2010:MeanSquaredError(TrainingOnly = true)|}", "MeanSquaredError (layer 4) would have to learn from the label maps of SoftmaxCrossEntropy (layer 2), which are nothing for this loss. Use SoftmaxCrossEntropy, SoftmaxFocalCrossEntropy or Dice.")]
    public void Heads_over_pixels(string layers, string message) => Reports($"[Network(8, 8, 1)]\n[Conv2D(4, 3), {layers}]", message);

    [Fact]
    public void Auxiliary_heads_over_pixels_are_fine() => IsSilent(
        "[Network(8, 8, 1)]\n[Conv2D(4, 3, Name = \"a\"), SoftmaxCrossEntropy(IgnoredLabel = 9), From(\"a\"), Tanh, SoftmaxCrossEntropy(IgnoredLabel = 9, TrainingOnly = true)]");
}
