using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>DVG2xxx: each fires with its exact text on its exact span, and not on the nearest valid network.</summary>
public class LossDiagnosticTests
{
    [Fact]
    public void DVG2001_no_loss() => Reports("[Network(8)]\n[Dense(4), {|DVG2001:ReLU|}]",
        "Net has no loss: its last attribute is ReLU (layer 2). Add SoftmaxCrossEntropy (one of several classes), MeanSquaredError (numbers) or Sigmoid and BinaryCrossEntropy (yes or no) behind it.");

    [Fact]
    public void DVG2002_a_layer_behind_the_loss() => Reports("[Network(8)]\n[Dense(4), {|DVG2002:SoftmaxCrossEntropy|}, ReLU]",
        "SoftmaxCrossEntropy (layer 2) ends a path, but ReLU (layer 3) follows. Move SoftmaxCrossEntropy behind it, or let it begin another path with [From(\"name\")].");

    [Fact]
    public void DVG2003_two_losses() => Reports("[Network(8)]\n[Dense(4), SoftmaxCrossEntropy, {|DVG2003:MeanSquaredError|}]",
        "MeanSquaredError (layer 3) predicts beside SoftmaxCrossEntropy (layer 2), but has no name by which results and data sets tell them apart. Give each one (Name = \"Box\"), remove it, or let it help in training only: TrainingOnly = true.");

    [Fact]
    public void DVG2004_softmax_twice() => Reports("[Network(8)]\n[Dense(4), Softmax, {|DVG2004:SoftmaxCrossEntropy|}]",
        "SoftmaxCrossEntropy (layer 3) applies softmax itself, but receives the output of Softmax (layer 2): softmax would be applied twice and training would stall. Remove Softmax (layer 2).");

    [Theory]
    [InlineData("Dense(4), {|DVG2025:Step|}, MeanSquaredError", "Step (layer 2) has a gradient of 0 everywhere, so Dense(4) (layer 1) would never learn.")]
    [InlineData("Dense(4), Dense(3), Step, Tanh, {|DVG2025:Step|}, MeanSquaredError", "Step (layer 5) has a gradient of 0 everywhere, so Dense(3) (layer 2) would never learn.")]
    [InlineData("Dense(4), Branch, Dense(4), {|DVG2025:Step|}, Branch, Add, MeanSquaredError", "Step (layer 4) has a gradient of 0 everywhere, so Dense(4) (layer 3) would never learn.")]
    public void DVG2025_a_step_stops_what_should_learn(string layers, string message) => Warns(
        $"[Network(8)]\n[{layers}]", message + " Use a function that has one, such as Sigmoid, or suppress this warning where all weights are given.");

    [Theory]
    [InlineData("Step, Dense(4), MeanSquaredError")]
    [InlineData("Dense(4, Name = \"scores\"), Branch, Step, Branch, Add, MeanSquaredError")]
    [InlineData("Dense(4, Name = \"scores\"), Step, MeanSquaredError, From(\"scores\"), MeanSquaredError(TrainingOnly = true)")]
    public void DVG2025_is_silent_where_all_layers_learn(string layers) => IsSilent($"[Network(8)]\n[{layers}]");

    [Theory]
    [InlineData("Dense(4)", "SoftmaxCrossEntropy")]
    [InlineData("Dense(4), Softmax", "MeanSquaredError")]
    [InlineData("Softmax, Dense(4)", "SoftmaxCrossEntropy(LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0f, 4f })")]
    [InlineData("Dense(1), Sigmoid", "BinaryCrossEntropy")]
    [InlineData("Dense(1)", "MeanSquaredError")]
    [InlineData("Dense(1)", "MeanAbsoluteError")]
    [InlineData("Dense(1)", "Huber")]
    [InlineData("Dense(1)", "Huber(1e-9f)")]
    public void A_loss_that_fits_is_fine(string layers, string loss) => IsSilent($"[Network(8)]\n[{layers}, {loss}]");

    [Theory]
    [InlineData("Dense(1)", "BinaryCrossEntropy (layer 2) needs values between 0 and 1 from a Sigmoid right before it, but receives the output of Dense(1) (layer 1). Insert Sigmoid before it.")]
    [InlineData("Tanh", "BinaryCrossEntropy (layer 2) needs values between 0 and 1 from a Sigmoid right before it, but receives the output of Tanh (layer 1). Use Sigmoid instead of Tanh.")]
    public void DVG2005_no_sigmoid(string layer, string message) => Reports($"[Network(8)]\n[{layer}, {{|DVG2005:BinaryCrossEntropy|}}]", message);

    [Fact]
    public void DVG2006_the_wrong_number_of_class_weights() => Reports(
        "[Network(8)]\n[Dense(4), SoftmaxCrossEntropy({|DVG2006:ClassWeights = new[] { 1f, 2f }|})]",
        "SoftmaxCrossEntropy (layer 2): ClassWeights must hold one weight for each of the 4 classes from Dense(4) (layer 1), but holds 2");

    [Theory]
    [InlineData("LabelSmoothing = 1", "LabelSmoothing must be at least 0 and below 1, but is 1")]
    [InlineData("LabelSmoothing = -0.1f", "LabelSmoothing must be at least 0 and below 1, but is -0.1")]
    [InlineData("LabelSmoothing = float.NaN", "LabelSmoothing must be at least 0 and below 1, but is NaN")]
    [InlineData("ClassWeights = new[] { 1f, -1f }", "ClassWeights[1] must be 0 or more, but is -1")]
    [InlineData("ClassWeights = new[] { float.NaN, 1f }", "ClassWeights[0] must be 0 or more, but is NaN")]
    [InlineData("ClassWeights = new float[] { 0, 0 }", "ClassWeights must be above 0 for at least one class, but is 0 for all")]
    public void DVG1001_an_argument_of_the_loss_out_of_range(string argument, string message) => Reports(
        $"[Network(8)]\n[Dense(2), SoftmaxCrossEntropy({{|DVG1001:{argument}|}})]", "SoftmaxCrossEntropy (layer 2): " + message);

    [Theory]
    [InlineData("0", "above 0, but is 0")]
    [InlineData("-1", "above 0, but is -1")]
    [InlineData("float.NaN", "above 0, but is NaN")]
    [InlineData("float.PositiveInfinity", "above 0, but is Infinity")]
    public void DVG1001_the_parameter_of_a_loss_out_of_range(string delta, string message) => Reports(
        $"[Network(8)]\n[Dense(2), Huber({{|DVG1001:{delta}|}})]", "Huber (layer 2): delta must be " + message);

    [Theory]
    [InlineData("Conv2D(1, 3)", "SoftmaxCrossEntropy (layer 2) needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives an image of 6×6×1 from Conv2D(1, 3) (layer 1). For a class of each pixel let the last layer give two channels or more, for a yes-or-no answer use Sigmoid and BinaryCrossEntropy.")]
    [InlineData("Conv2D(4, 8)", "SoftmaxCrossEntropy (layer 2) needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives an image of 1×1×4 from Conv2D(4, 8) (layer 1). Insert [Flatten] before it.")]
    [InlineData("Conv2D(1, 8)", "SoftmaxCrossEntropy (layer 2) needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives an image of 1×1×1 from Conv2D(1, 8) (layer 1). Insert [Flatten] and [Dense(classes)] before it.")]
    [InlineData("Reshape(64, 1)", "SoftmaxCrossEntropy (layer 2) needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives a sequence of 64×1 from Reshape(64, 1) (layer 1). For a class of each step let the last layer give two features or more, such as Conv1D(classes, 1), for a yes-or-no answer use Sigmoid and BinaryCrossEntropy.")]
    [InlineData("Flatten, Dense(1)", "SoftmaxCrossEntropy (layer 3) needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives a vector of 1 from Dense(1) (layer 2). Use Dense(2) or more before it, or Sigmoid and BinaryCrossEntropy for a yes-or-no answer.")]
    public void DVG2007_no_scores(string layers, string message) => Reports($"[Network(8, 8, 1)]\n[{layers}, {{|DVG2007:SoftmaxCrossEntropy|}}]", message);

    [Theory]
    [InlineData("Conv2D(2, 3)", "SoftmaxCrossEntropy")]
    [InlineData("Conv2D(4, 1, 8)", "SoftmaxCrossEntropy(IgnoredLabel = 255, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0f, 4f })")]
    [InlineData("Conv2D(4, 3)", "SoftmaxCrossEntropy(IgnoredLabel = -100)")]
    [InlineData("Reshape(16, 4)", "SoftmaxCrossEntropy(IgnoredLabel = 0, ClassWeights = new[] { 1f, 2f, 0f, 4f })")]
    public void Images_and_sequences_are_labelled_pixel_by_pixel_and_step_by_step(string layers, string loss) => IsSilent($"[Network(8, 8, 1)]\n[{layers}, {loss}]");

    [Fact]
    public void DVG2006_the_wrong_number_of_class_weights_for_pixels() => Reports(
        "[Network(8, 8, 1)]\n[Conv2D(4, 3), SoftmaxCrossEntropy({|DVG2006:ClassWeights = new[] { 1f, 2f }|})]",
        "SoftmaxCrossEntropy (layer 2): ClassWeights must hold one weight for each of the 4 classes from Conv2D(4, 3) (layer 1), but holds 2");

    [Fact]
    public void DVG2020_an_ignored_label_without_pixels() => Reports(
        "[Network(8)]\n[Dense(4), SoftmaxCrossEntropy({|DVG2020:IgnoredLabel = 255|})]",
        "SoftmaxCrossEntropy (layer 2): IgnoredLabel is for the pixels of an image and the steps of a sequence, but the loss receives a vector of 4 from Dense(4) (layer 1). Remove it, and leave samples that don't count out of the data.");

    [Theory]
    [InlineData("Conv2D(4, 3)", "ClassificationNetwork", "an image of 6×6×4 from Conv2D(4, 3) (layer 1), which makes it a SegmentationNetwork")]
    [InlineData("GlobalAvgPool2D", "SegmentationNetwork", "a vector of 4 from GlobalAvgPool2D (layer 1), which makes it a ClassificationNetwork")]
    public void DVG2022_the_base_class_of_another_input(string layer, string written, string receives) => ReportsIn(
        $"using DeepVision.Generated;\n[Network(8, 8, 4), {layer}, SoftmaxCrossEntropy]\npartial class Net : {{|DVG2022:{written}|}};",
        $"Net derives from {written}, but SoftmaxCrossEntropy (layer 2) receives {receives}. Write that, or no base class.");

    [Fact]
    public void The_base_class_may_be_written() => ReportsIn("using DeepVision.Generated;\n[Network(8, 8, 4), Conv2D(4, 3), SoftmaxCrossEntropy]\npartial class Net : SegmentationNetwork;");

    [Fact]
    public void DVG2008_hints_at_Debug_builds()
    {
        const string source = "using DeepVision.Generated;\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net;";
        var debug = TestCompilation.Create(source).WithOptions(TestCompilation.Options.WithOptimizationLevel(OptimizationLevel.Debug));
        Diagnostic hint = Assert.Single(Diagnose(debug));
        Assert.Equal("DVG2008", hint.Id);
        Assert.Equal(DiagnosticSeverity.Info, hint.Severity);
        Assert.Equal("Network(8)", hint.Location.SourceTree!.ToString().Substring(hint.Location.SourceSpan.Start, hint.Location.SourceSpan.Length));
        Assert.Equal("Net is compiled without optimisation, which makes its kernels 9 to 22 times slower. Build with '-c Release', or set <Optimize>true</Optimize> in the project.", hint.GetMessage());

        Assert.Empty(Diagnose(TestCompilation.Create(source)));
    }

    [Fact]
    public void A_pragma_silences_the_hint()
    {
        const string source = "using DeepVision.Generated;\n#pragma warning disable DVG2008\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net;";
        var debug = TestCompilation.Create(source).WithOptions(TestCompilation.Options.WithOptimizationLevel(OptimizationLevel.Debug));
        Assert.Empty(Diagnose(debug));
    }

    [Theory]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(4, 1), SoftmaxCrossEntropy({|DVG2050:SoftTargets = true|})]", "SoftmaxCrossEntropy (layer 2) learns from a probability for each class, so it needs a vector with a value for each of two or more classes, but receives an image of 8×8×4 from Conv2D(4, 1) (layer 1). Remove SoftTargets to learn a label for each pixel.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(4, 1), Softmax, {|DVG2050:KLDivergence|}]", "KLDivergence (layer 3) learns from a probability for each class, so it needs a vector with a value for each of two or more classes, but receives an image of 8×8×4 from Conv2D(4, 1) (layer 1). Insert [Flatten], [Dense(classes)] and [Softmax] before it.")]
    [InlineData("[Network(8)]\n[Dense(4), {|DVG2051:KLDivergence|}]", "KLDivergence (layer 2) needs probabilities from a Softmax or LogSoftmax right before it, but receives the output of Dense(4) (layer 1). Insert Softmax before it.")]
    [InlineData("[Network(8)]\n[Dense(4), Sigmoid, {|DVG2051:KLDivergence|}]", "KLDivergence (layer 3) needs probabilities from a Softmax or LogSoftmax right before it, but receives the output of Sigmoid (layer 2). Use Softmax instead of Sigmoid.")]
    [InlineData("[Network(8)]\n[Dense(4), SoftmaxCrossEntropy(SoftTargets = true, {|DVG2052:IgnoredLabel = 3|})]", "SoftmaxCrossEntropy (layer 2) learns from a probability for each class (SoftTargets = true), but IgnoredLabel is for labels. Remove one of them.")]
    [InlineData("[Network(8)]\n[Dense(4), SoftmaxCrossEntropy(SoftTargets = true, {|DVG2052:BalancedClasses = true|})]", "SoftmaxCrossEntropy (layer 2) learns from a probability for each class (SoftTargets = true), but BalancedClasses is for labels. Remove one of them.")]
    [InlineData("[Network(8)]\n[Dense(2), SoftmaxFocalCrossEntropy(ClassWeights = new[] { 1f, 2f }, {|DVG2053:BalancedClasses = true|})]", "SoftmaxFocalCrossEntropy (layer 2) has ClassWeights and BalancedClasses = true, which makes them of the data. Remove one of them.")]
    [InlineData("[Network(8)]\n[Dense(4), {|DVG2054:Dice|}]", "Dice (layer 2) needs a Sigmoid right before it (yes or no) or an image with a score for each of two or more classes at each pixel, but receives a vector of 4 from Dense(4) (layer 1). Insert Sigmoid before it.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(1, 1), {|DVG2054:Dice|}]", "Dice (layer 2) needs a Sigmoid right before it (yes or no) or an image with a score for each of two or more classes at each pixel, but receives an image of 8×8×1 from Conv2D(1, 1) (layer 1). Insert Sigmoid before it.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(2, 1), Softmax, {|DVG2004:Dice|}]", "Dice (layer 3) applies softmax itself, but receives the output of Softmax (layer 2): softmax would be applied twice and training would stall. Remove Softmax (layer 2).")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(1, 1), Sigmoid, Dice({|DVG2055:IgnoredLabel = 255|})]", "Dice (layer 3) learns yes or no behind Sigmoid, where pixels have targets and no labels, so there is no IgnoredLabel. Remove it.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(4, 3), {|DVG2056:Triplet|}]", "Triplet (layer 2) compares the vectors of a batch, but receives an image of 6×6×4 from Conv2D(4, 3) (layer 1). Insert [Flatten] or [GlobalAvgPool2D] before it.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(4, 1, Name = \"scores\"), {|DVG2040:SoftmaxCrossEntropy(Name = \"Map\")|}, From(\"scores\"), GlobalAvgPool2D, Dense(3), SoftmaxCrossEntropy(Name = \"Kind\")]", "SoftmaxCrossEntropy (layer 2) learns a class for each pixel, which only a network with one head that predicts can. Make a vector in front of it, or give each its own network.")]
    [InlineData("[Network(8, 3)]\n[Input(\"more\", 8, 3)]\n[Add(\"more\"), {|DVG2040:Dice|}]", "Dice (layer 2) learns a class for each pixel, which only a network with one input and one head that predicts can. Make a vector in front of it, or give each its own network.")]
    [InlineData("[Network(8)]\n[Dense(4, Name = \"x\"), {|DVG2040:Contrastive(Name = \"A\")|}, From(\"x\"), Dense(2), SoftmaxCrossEntropy(Name = \"B\")]", "Contrastive (layer 2) compares the samples of a batch, which only a network with one input and one head that predicts can. Give it a network of its own.")]
    [InlineData("[Network(8)]\n[Dense(4, Name = \"x\"), SoftmaxCrossEntropy(SoftTargets = true), From(\"x\"), {|DVG2010:SoftmaxCrossEntropy(TrainingOnly = true)|}]", "SoftmaxCrossEntropy (layer 4) would have to learn from the probabilities of classes of SoftmaxCrossEntropy (layer 2), which are nothing for this loss. Use SoftmaxCrossEntropy(SoftTargets = true) or KLDivergence.")]
    public void Losses_that_do_not_fit(string network, string message) => Reports(network, message);

    [Theory]
    [InlineData("Sigmoid, BinaryFocalCrossEntropy({|DVG1001:-1|})", "BinaryFocalCrossEntropy (layer 2): gamma must be 0 or more, but is -1")]
    [InlineData("Sigmoid, BinaryFocalCrossEntropy({|DVG1001:Alpha = 1|})", "BinaryFocalCrossEntropy (layer 2): Alpha must be above 0 and below 1, but is 1")]
    [InlineData("Tanh, SoftmaxFocalCrossEntropy({|DVG1001:float.NaN|})", "SoftmaxFocalCrossEntropy (layer 2): gamma must be 0 or more, but is NaN")]
    [InlineData("Sigmoid, Dice({|DVG1001:0|})", "Dice (layer 2): smooth must be above 0, but is 0")]
    [InlineData("Tanh, Contrastive({|DVG1001:0|})", "Contrastive (layer 2): margin must be above 0, but is 0")]
    [InlineData("Tanh, Triplet({|DVG1001:-0.2f|})", "Triplet (layer 2): margin must be above 0, but is -0.2")]
    [InlineData("Tanh, Triplet({|DVG1001:Mining = (TripletMining)7|})", "Triplet (layer 2): Mining must be a member of the enum TripletMining, but is 7")]
    public void DVG1001_an_option_of_a_loss_out_of_range(string layers, string message) => Reports($"[Network(8)]\n[{layers}]", message);

    [Theory]
    [InlineData("8", "Dense(4), SoftmaxCrossEntropy(SoftTargets = true, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0f, 4f })")]
    [InlineData("8", "Dense(4), Softmax, KLDivergence")]
    [InlineData("8", "Dense(4), LogSoftmax, KLDivergence")]
    [InlineData("8", "Dense(4), SoftmaxFocalCrossEntropy(0, BalancedClasses = true)")]
    [InlineData("8, 8, 3", "SoftmaxFocalCrossEntropy(IgnoredLabel = 255)")]
    [InlineData("8, 8, 3", "Dice(IgnoredLabel = 255)")]
    [InlineData("8, 8, 3", "Sigmoid, Dice(1e-5f)")]
    [InlineData("8", "Sigmoid, BinaryFocalCrossEntropy(0, Alpha = 0.5f)")]
    [InlineData("8, 8, 3", "CosineSimilarity")]
    [InlineData("8", "L2Normalize, Triplet(1, Mining = TripletMining.SemiHard)")]
    [InlineData("8, 8, 3", "GlobalAvgPool2D, Contrastive")]
    public void Losses_of_classes_regions_and_embeddings_are_fine(string input, string layers) => IsSilent($"[Network({input})]\n[{(layers.Contains("Dense") ? "" : "Tanh, ")}{layers}]");
}
