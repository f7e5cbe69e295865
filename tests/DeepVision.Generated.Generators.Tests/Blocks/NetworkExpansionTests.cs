using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Blocks;

/// <summary>What declarations with branches and blocks come to: which layers there are, what they are called, and what each reads.</summary>
public class NetworkExpansionTests
{
    private const string Residual = """
        public sealed class Residual(int filters, int stride = 1) : Block(
            new Branch(),
            new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
            new Conv2D(filters, 3) { Pad = 1, Bias = false }, new BatchNorm(),
            new Branch(), new Shortcut(),
            new Add(), new ReLU());

        """;

    [Fact]
    public void A_chain_reads_what_stands_before() => Expands(
        "[Network(8)]\n[Dense(4), ReLU, Dense(3), SoftmaxCrossEntropy]",
        "dense_1(input)", "relu_1(dense_1)", "dense_2(relu_1)");

    [Fact]
    public void Paths_begin_at_the_fork_and_a_join_takes_their_ends_in_order() => Expands(
        "[Network(8)]\n[Dense(4)]\n[Branch, Dense(4), ReLU]\n[Branch, Dense(4)]\n[Branch]\n[Add, SoftmaxCrossEntropy]",
        "dense_1(input)", "dense_2(dense_1)", "relu_1(dense_2)", "dense_3(dense_1)", "add_1(relu_1, dense_3, dense_1)");

    [Fact]
    public void A_join_outside_branches_takes_what_stands_before_and_what_it_names() => Expands(
        "[Network(4)]\n[Dense(4, Name = \"a\"), ReLU(Name = \"b\"), Dense(4), Add(\"a\", \"b\", \"input\"), Dense(3), SoftmaxCrossEntropy]",
        "a(input)", "b(a)", "dense_2(b)", "add_1(dense_2, a, b, input)", "dense_3(add_1)");

    [Fact]
    public void Input_and_From_read_a_layer_further_back() => Expands(
        "[Network(8)]\n[Dense(4, Name = \"a\"), ReLU(Name = \"left\"), Dense(4, Input = \"a\", Name = \"right\"), From(\"left\"), Sigmoid, Add(\"right\"), SoftmaxCrossEntropy]",
        "a(input)", "left(a)", "right(a)", "sigmoid_1(left)", "add_1(sigmoid_1, right)");

    [Fact]
    public void From_in_a_path_begins_it_elsewhere() => Expands(
        "[Network(8)]\n[Dense(4, Name = \"a\"), ReLU]\n[Branch, From(\"a\"), Sigmoid]\n[Branch, Tanh]\n[Add, SoftmaxCrossEntropy]",
        "a(input)", "relu_1(a)", "sigmoid_1(a)", "tanh_1(relu_1)", "add_1(sigmoid_1, tanh_1)");

    [Fact]
    public void Times_repeats_a_layer_with_weights_of_its_own() => Expands(
        "[Network(8)]\n[Dense(8, Times = 3), ReLU, Dense(8, Times = 2, Name = \"top\"), Add(\"top_1\"), Add(\"top\"), SoftmaxCrossEntropy]",
        "dense_1(input)", "dense_2(dense_1)", "dense_3(dense_2)", "relu_1(dense_3)", "top_1(relu_1)", "top_2(top_1)", "add_1(top_2, top_1)", "add_2(add_1, top_2)");

    [Fact]
    public void A_shortcut_is_nothing_where_the_shapes_agree_and_a_projection_elsewhere() => Expands(
        Residual + "[Network(8, 8, 16)]\n[Residual(16), Residual(32, stride: 2), Flatten, Dense(3), SoftmaxCrossEntropy]",
        "residual_1.conv2d_1(input)", "residual_1.batchnorm_1(residual_1.conv2d_1)", "residual_1.relu_1(residual_1.batchnorm_1)",
        "residual_1.conv2d_2(residual_1.relu_1)", "residual_1.batchnorm_2(residual_1.conv2d_2)", "residual_1.add_1(residual_1.batchnorm_2, input)", "residual_1.relu_2(residual_1.add_1)",
        "residual_2.conv2d_1(residual_1.relu_2)", "residual_2.batchnorm_1(residual_2.conv2d_1)", "residual_2.relu_1(residual_2.batchnorm_1)",
        "residual_2.conv2d_2(residual_2.relu_1)", "residual_2.batchnorm_2(residual_2.conv2d_2)",
        "residual_2.shortcut_1.conv2d_1(residual_1.relu_2)", "residual_2.shortcut_1.batchnorm_1(residual_2.shortcut_1.conv2d_1)",
        "residual_2.add_1(residual_2.batchnorm_2, residual_2.shortcut_1.batchnorm_1)", "residual_2.relu_2(residual_2.add_1)",
        "flatten_1(residual_2.relu_2)", "dense_1(flatten_1)");

    [Fact]
    public void A_shortcut_may_come_before_the_path_beside_it()
    {
        LayerGraph graph = Infer("[Network(9, 9, 3)]\n[Branch, Shortcut, Branch, Conv2D(16, 3, Stride = 2, Pad = 1), Add, Flatten, Dense(2), SoftmaxCrossEntropy]");
        Assert.Equal(["shortcut_1.conv2d_1", "shortcut_1.batchnorm_1", "conv2d_1", "add_1", "flatten_1", "dense_1"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal("5×5×16", graph.Layers[0].Output.ToString());
        Assert.Equal([1, 2], graph.Layers[3].Inputs);
    }

    [Theory]
    [InlineData("Strides = new[] { 2, 1 }", "Conv2D(16, 1, Strides = [2, 1], Bias = false)")]
    [InlineData("Strides = new[] { 1, 3 }", "Conv2D(16, 1, Strides = [1, 3], Bias = false)")]
    [InlineData("Strides = new[] { 2, 2 }", "Conv2D(16, 1, Stride = 2, Bias = false)")]
    public void A_shortcut_has_the_strides_of_the_path_beside_it(string strides, string projection)
    {
        LayerGraph graph = Infer($"[Network(8, 9, 3)]\n[Branch, Conv2D(16, 3, {strides}, Pad = 1), Branch, Shortcut, Add, Flatten, Dense(2), SoftmaxCrossEntropy]");
        Assert.Equal(projection, graph.Layers[1].Description);
        Assert.Equal(graph.Layers[0].Output, graph.Layers[1].Output);
    }

    [Fact]
    public void Blocks_nest_count_within_themselves_and_their_layers_can_be_read() => Expands(
        """
        public class Inner(int units) : Block(new Dense(units), new ReLU());
        public class Outer(int units) : Block(new Inner(units) { Times = 2 }, new Inner(units + 1) { Name = "last" });

        [Network(8)]
        [Outer(4), Outer(4, Name = "second"), Add("outer_1.last.dense_1", "second.last"), Dense(2), SoftmaxCrossEntropy]
        """,
        "outer_1.inner_1.dense_1(input)", "outer_1.inner_1.relu_1(outer_1.inner_1.dense_1)",
        "outer_1.inner_2.dense_1(outer_1.inner_1.relu_1)", "outer_1.inner_2.relu_1(outer_1.inner_2.dense_1)",
        "outer_1.last.dense_1(outer_1.inner_2.relu_1)", "outer_1.last.relu_1(outer_1.last.dense_1)",
        "second.inner_1.dense_1(outer_1.last.relu_1)", "second.inner_1.relu_1(second.inner_1.dense_1)",
        "second.inner_2.dense_1(second.inner_1.relu_1)", "second.inner_2.relu_1(second.inner_2.dense_1)",
        "second.last.dense_1(second.inner_2.relu_1)", "second.last.relu_1(second.last.dense_1)",
        "add_1(second.last.relu_1, outer_1.last.dense_1, second.last.relu_1)", "dense_1(add_1)");

    [Theory]
    [InlineData("Layers(4)", "4, 8, 2")]
    [InlineData("Layers(4, true)", "4, 16, 2")]
    [InlineData("Layers(2, true)", "2, 4, 2")]
    [InlineData("Layers(4, wide: true, norm: true)", "4, 4, 16, 2")]
    [InlineData("Layers(7, false, false, 5, 6)", "7, 14, 6")]
    public void Blocks_compute_their_arguments(string block, string units)
    {
        LayerGraph graph = Infer($$"""
            public class Layers : Block
            {
                private const int Factor = 2;

                public Layers(int units, bool wide = false, bool norm = false, params int[] last)
                    : base(
                        new Dense(units),
                        norm ? new BatchNorm() : null,
                        new Dense(wide && units > 2 ? Factor * units * 2 : units * Factor) { Bias = !norm, L2 = units * 0.5f },
                        new Dense(last.Length == 0 ? System.Math.Max(units / 4, 2) : last[1]))
                {
                }
            }

            [Network(3)]
            [{{block}}]
            [MeanSquaredError]
            """);
        Assert.Equal(units, string.Join(", ", graph.Layers.Select(layer => layer.Output.ToString())));
    }

    [Fact]
    public void A_block_of_another_assembly_is_the_same()
    {
        const string Network = "using DeepVision.Generated;\nusing Library.@class;\n[Network(8, 8, 16)]\n[Pair(32, 2), Flatten, Dense(3), SoftmaxCrossEntropy]\npublic partial class Net;";
        string library = "using DeepVision.Generated;\nnamespace Library.@class;\n" + Residual
            + "public sealed class Pair(int filters, int stride) : Block(new Residual(filters, stride), new Residual(filters) { Name = \"more\", Times = 2 });";
        GeneratorRun compiled = GeneratorRun.Of(library);
        using MemoryStream image = new();
        Assert.True(compiled.Output.Emit(image).Success);
        image.Position = 0;

        GeneratorRun far = GeneratorRun.Of(TestCompilation.Create(Network).AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(image)));
        GeneratorRun near = GeneratorRun.Of(library, Network);
        Assert.DoesNotContain(far.CompilerDiagnostics, diagnostic => diagnostic.Id != "CS1591");
        Assert.Equal(near.Files["Net.g.cs"], far.Files["Net.g.cs"]);
        Assert.Equal(near.Files["Net.Cpu.g.cs"], far.Files["Net.Cpu.g.cs"]);
    }

    private const string Base =
        Residual + "[Network(8, 8, 3)]\n[Conv2D(4, 3, Name = \"stem\"), ReLU(Name = \"a\")]\n[Branch, Conv2D(4, 3, Pad = 1), Branch, Add(\"stem\")]\n[Residual(4), Flatten, Dense(7), ReLU, Dense(5), SoftmaxCrossEntropy]\n"
        + "public partial class Base;\n\n";

    /// <summary>What is written behind is counted on, behind the layers that are left out too: the file of the other network has them.</summary>
    [Fact]
    public void An_included_network_ends_with_the_layer_that_is_named() => Expands(
        Base + "[Network(8, 8, 3)]\n[Include<Base>(To = \"add_1\")]\n[ReLU, Conv2D(2, 1), Add(\"conv2d_3\"), Flatten, Dense(3), SoftmaxCrossEntropy]",
        "stem(input)", "a(stem)", "conv2d_2(a)", "add_1(conv2d_2, a, stem)",
        "relu_3(add_1)", "conv2d_3(relu_3)", "add_2(conv2d_3, conv2d_3)", "flatten_2(add_2)", "dense_3(flatten_2)");

    [Fact]
    public void Without_a_name_it_ends_in_front_of_the_loss() => Expands(
        "[Network(8)]\n[Dense(4, Name = \"a\"), Sigmoid, Dense(2), SoftmaxCrossEntropy(TrainingOnly = true), From(\"a\"), Tanh, Dense(2), SoftmaxCrossEntropy]\npublic partial class Base;\n\n"
        + "[Network(8)]\n[Include<Base>, Dense(6), MeanSquaredError]",
        "a(input)", "tanh_1(a)", "dense_3(tanh_1)", "dense_4(dense_3)");

    [Fact]
    public void An_included_network_may_end_with_a_block_and_its_layers_can_be_read() => Expands(
        Base + "[Network(8, 8, 3)]\n[Include<Base>(To = \"residual_1\"), Add(\"residual_1.relu_1\"), Flatten, Dense(3, Name = \"dense_1\"), SoftmaxCrossEntropy]",
        "stem(input)", "a(stem)", "conv2d_2(a)", "add_1(conv2d_2, a, stem)",
        "residual_1.conv2d_1(add_1)", "residual_1.batchnorm_1(residual_1.conv2d_1)", "residual_1.relu_1(residual_1.batchnorm_1)", "residual_1.conv2d_2(residual_1.relu_1)",
        "residual_1.batchnorm_2(residual_1.conv2d_2)", "residual_1.add_1(residual_1.batchnorm_2, add_1)", "residual_1.relu_2(residual_1.add_1)",
        "add_2(residual_1.relu_2, residual_1.relu_1)", "flatten_2(add_2)", "dense_1(flatten_2)");

    [Fact]
    public void An_included_network_of_another_assembly_is_the_same()
    {
        const string Network = "using DeepVision.Generated;\n[Network(8, 8, 3)]\n[Include<Base>(To = \"flatten_1\", Frozen = true), Dense(3), SoftmaxCrossEntropy]\npublic partial class Net;";
        string library = "using DeepVision.Generated;\n" + Base;
        GeneratorRun compiled = GeneratorRun.Of(library);
        using MemoryStream image = new();
        Assert.True(compiled.Output.Emit(image).Success);
        image.Position = 0;

        GeneratorRun far = GeneratorRun.Of(TestCompilation.Create(Network).AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromStream(image)));
        GeneratorRun near = GeneratorRun.Of(library, Network);
        Assert.DoesNotContain(far.CompilerDiagnostics, diagnostic => diagnostic.Id != "CS1591");
        Assert.Equal(near.Files["Net.g.cs"], far.Files["Net.g.cs"]);
        Assert.Equal(near.Files["Net.Cpu.g.cs"], far.Files["Net.Cpu.g.cs"]);
    }

    [Fact]
    public void What_is_frozen_is_frozen_with_all_that_is_in_it()
    {
        LayerGraph graph = Infer(Base + "[Network(8, 8, 3)]\n[Include<Base>(To = \"a\", Frozen = true), Residual(4, Frozen = true), Dropout(0.5f, Frozen = true), Flatten, Dense(3, Times = 2), SoftmaxCrossEntropy]");
        Assert.Equal(
            ["flatten_2", "dense_3", "dense_4"],
            graph.Layers.Where(layer => !layer.IsFrozen).Select(layer => layer.Name));
        Assert.All(graph.Layers, layer => Assert.All(layer.Parameters, parameter => Assert.Equal(!layer.IsFrozen, parameter.IsTrainable)));
    }

    private static void Expands(string declaration, params string[] layers)
    {
        LayerGraph graph = Infer(declaration);
        Assert.Equal(layers, graph.Layers.Select(layer => $"{layer.Name}({string.Join(", ", layer.Inputs.Select(input => input < 0 ? "input" : graph.Layers[input].Name))})"));
    }

    private static LayerGraph Infer(string declaration)
    {
        var steps = GeneratorRun.Of(AnalyzerTest.Net(declaration)).Result.Results[0].TrackedSteps[TrackingNames.Shapes];
        NetworkModel model = steps.SelectMany(step => step.Outputs).Select(output => (NetworkModel)output.Value).Single(model => model.Type.Name == "Net");
        Assert.Null(model.Error);
        return model.Graph;
    }
}
