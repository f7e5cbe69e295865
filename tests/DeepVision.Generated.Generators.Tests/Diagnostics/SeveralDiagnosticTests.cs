using DeepVision.Generated.Generators.Tests.Infrastructure;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Mistakes in further inputs, and in heads beside each other.</summary>
public class SeveralDiagnosticTests
{
    [Theory]
    [InlineData("[Input(\"tokens\", 12)]\n[Dense(4), Concat(\"tokens\"), Dense(3), SoftmaxCrossEntropy]")]
    [InlineData("[Dense(4, Input = \"tokens\"), Concat(\"input\"), Dense(3), SoftmaxCrossEntropy]\n[Input(\"tokens\", 12)]")]
    [InlineData("[Input(\"map\", 6, 6, 2), Input(\"steps\", 3, 4)]\n[Flatten(Input = \"map\", Name = \"a\"), From(\"steps\"), Flatten, Concat(\"a\", \"input\"), Dense(3), SoftmaxCrossEntropy]")]
    [InlineData("[Input(\"a\", 8)]\n[Add(\"a\"), MeanSquaredError(Name = \"Sum\"), From(\"a\"), Dense(3), SoftmaxCrossEntropy(Name = \"Kind\")]")]
    [InlineData("[Dense(3, Name = \"a\"), SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), Huber(Name = \"box_size\", Weight = 0.5f)]")]
    [InlineData("[Dense(3, Name = \"a\"), SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), Huber(Name = \"class\"), From(\"a\"), Tanh, Dense(3), SoftmaxCrossEntropy(TrainingOnly = true)]")]
    public void Several_inputs_and_heads_are_fine(string declaration) => IsSilent("[Network(8)]\n" + declaration);

    [Theory]
    [InlineData("Input({|DVG0008:\"1st\"|}, 12)", "Input(\"1st\", 12) can't be called \"1st\": a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("Input({|DVG0008:\"input\"|}, 12)", "Input(\"input\", 12) can't be called \"input\": that is what Input calls the network's own input")]
    [InlineData("Input(\"tokens\", 12), Input({|DVG0008:\"tokens\"|}, 12)", "Input(\"tokens\", 12) can't be called \"tokens\": another input has this name")]
    public void DVG0008_the_name_of_an_input(string input, string message) =>
        Reports($"[Network(8), {input}]\n[Dense(4), Concat(\"input\"), Dense(3), SoftmaxCrossEntropy]", message);

    [Theory]
    [InlineData("Input(\"tokens\", {|DVG0007:0|})", "Input(\"tokens\", 0): length must be 1 or more, but is 0")]
    [InlineData("Input(\"tokens\", 4, {|DVG0007:-1|}, 2)", "Input(\"tokens\", 4, -1, 2): width must be 1 or more, but is -1")]
    public void DVG0007_an_input_without_values(string input, string message) =>
        Reports($"[Network(8), {input}]\n[Flatten(Input = \"tokens\"), Dense(4), Concat(\"input\"), Dense(3), SoftmaxCrossEntropy]", message);

    [Fact]
    public void DVG1007_an_input_that_is_too_large() => Reports(
        "[Network(8), {|DVG1007:Input(\"tokens\", 2_000_000_000)|}]\n[Dense(4, Input = \"tokens\"), Concat(\"input\"), Dense(3), SoftmaxCrossEntropy]",
        "Input(\"tokens\", 2000000000) has 2,000,000,000 values for each sample, but at most 134,217,724 fit. Use a smaller input.");

    [Fact]
    public void DVG0008_a_layer_called_like_an_input() => Reports(
        "[Network(8), Input(\"tokens\", 12)]\n[Dense(4, {|DVG0008:Name = \"tokens\"|}), Concat(\"tokens\"), Dense(3), SoftmaxCrossEntropy]",
        "Dense(4) (layer 1) can't be called \"tokens\": an input of the network has this name");

    [Theory]
    [InlineData("Network(8), {|DVG0040:Input(\"tokens\", 12)|}", "Dense(4)", "Nobody reads Input(\"tokens\", 12), so it would change nothing. Read it by its name, as in [From(\"tokens\")] or [Concat(\"tokens\")], or remove it.")]
    [InlineData("{|DVG0040:Network(8)|}, Input(\"tokens\", 12)", "Dense(4, Input = \"tokens\")", "Nobody reads the network's own input, so it would change nothing. Read it by its name, as in [From(\"input\")] or [Concat(\"input\")], or remove it.")]
    public void DVG0040_an_input_that_nobody_reads(string network, string layer, string message) =>
        Reports($"[{network}]\n[{layer}, SoftmaxCrossEntropy]", message);

    [Fact]
    public void DVG0010_a_misspelt_input() => Reports(
        "[Network(8), Input(\"tokens\", 12)]\n[Dense(4), Concat(\"tokens\"), Concat({|DVG0010:\"token\"|}), SoftmaxCrossEntropy]",
        "Concat(\"token\") (layer 3) reads from \"token\", but no layer before it has that name. Did you mean \"tokens\"?");

    [Fact]
    public void DVG1004_the_shape_of_an_input_is_named() => Reports(
        "[Network(8), Input(\"map\", 4, 4, 2)]\n[{|DVG1004:Dense(4, Input = \"map\")|}, Concat(\"input\"), Dense(3), SoftmaxCrossEntropy]",
        "Dense(4) (layer 1) needs a vector, but receives an image of 4×4×2 from [Input(\"map\", 4, 4, 2)]. Insert [Flatten] (32 values) or [GlobalAvgPool2D] (2 values) before it.");

    [Theory]
    [InlineData("SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), {|DVG2003:Huber|}", "Huber (layer 4) predicts beside SoftmaxCrossEntropy (layer 2), but has no name by which results and data sets tell them apart. Give each one (Name = \"Box\"), remove it, or let it help in training only: TrainingOnly = true.")]
    [InlineData("{|DVG2003:SoftmaxCrossEntropy|}, From(\"a\"), Huber(Name = \"Box\")", "SoftmaxCrossEntropy (layer 2) predicts beside Huber (layer 4), but has no name by which results and data sets tell them apart. Give each one (Name = \"Box\"), remove it, or let it help in training only: TrainingOnly = true.")]
    [InlineData("SoftmaxCrossEntropy(Name = \"Box\"), From(\"a\"), Huber({|DVG0008:Name = \"box\"|})", "Huber (layer 4) can't be called \"box\": another head has this name")]
    [InlineData("SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), Huber({|DVG0008:Name = \"equals\"|})", "Huber (layer 4) can't be called \"equals\": every result already has a member Equals")]
    [InlineData("SoftmaxCrossEntropy({|DVG0008:Name = \"Loss\"|}), From(\"a\"), Huber(Name = \"Box\")", "SoftmaxCrossEntropy (layer 2) can't be called \"Loss\": every result already has a member Loss")]
    [InlineData("{|DVG2002:SoftmaxCrossEntropy(Name = \"Kind\")|}, Huber(Name = \"Box\")", "SoftmaxCrossEntropy (layer 2) ends a path, but Huber (layer 3) follows. Move SoftmaxCrossEntropy behind it, or let it begin another path with [From(\"name\")].")]
    [InlineData("SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), Huber(Name = \"Box\"), From(\"a\"), Dense(7), {|DVG2011:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 7) learns from the labels of SoftmaxCrossEntropy (layer 2), but receives a vector of 7 from Dense(7) (layer 6), where that one receives a vector of 4 from Dense(4) (layer 1). Make both alike.")]
    public void Heads(string layers, string message) => Reports($"[Network(8)]\n[Dense(4, Name = \"a\"), {layers}]", message);

    [Fact]
    public void DVG0008_a_layer_called_like_a_result() => Reports(
        "[Network(8)]\n[Dense(4, {|DVG0008:Name = \"output\"|}), SoftmaxCrossEntropy(Name = \"Kind\"), From(\"input\"), Dense(2), Huber(Name = \"Box\")]",
        "Dense(4) (layer 1) can't be called \"output\": every network already has a member Output");

    [Fact]
    public void DVG0012_a_member_called_like_a_result() => Reports(
        "using DeepVision.Generated;\n[Network(8)]\n[Dense(4, Name = \"a\"), SoftmaxCrossEntropy(Name = \"Kind\"), From(\"a\"), Huber(Name = \"Box\")]\npublic partial class Net { public int {|DVG0012:Evaluation|}; }",
        "Net has a member Evaluation of its own, but the generator adds one with that name. Rename yours.");
}
