using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Mistakes in names, branches, joins and blocks.</summary>
public class GraphDiagnosticTests
{
    [Theory]
    [InlineData("Dense(4, {|DVG0010:Input = \"hiden\"|})", "Dense(4) (layer 3) reads from \"hiden\", but no layer before it has that name. Did you mean \"hidden\"?")]
    [InlineData("Dense(4, {|DVG0010:Input = \"b\"|})", "Dense(4) (layer 3) reads from \"b\", but no layer before it has that name. The layer before it is \"relu_1\".")]
    [InlineData("From({|DVG0010:\"Relu_1\"|})", "From(\"Relu_1\") (layer 3) reads from \"Relu_1\", but no layer before it has that name. Did you mean \"relu_1\"?")]
    public void DVG0010_reading_from_an_unknown_layer(string layer, string message) =>
        Reports($"[Network(8)]\n[Dense(4, Name = \"hidden\"), ReLU, {layer}, Dense(3), SoftmaxCrossEntropy]", message);

    [Fact]
    public void DVG0010_before_the_first_layer() => Reports(
        "[Network(8)]\n[Dense(4, {|DVG0010:Input = \"b\"|}), SoftmaxCrossEntropy]",
        "Dense(4) (layer 1) reads from \"b\", but no layer before it has that name. Nothing stands before it but \"input\".");

    [Fact]
    public void DVG0011_reading_from_a_layer_that_comes_later() => Reports(
        "[Network(8)]\n[Dense(4), Add({|DVG0011:\"later\"|}), ReLU(Name = \"later\"), Dense(3), SoftmaxCrossEntropy]",
        "Add(\"later\") (layer 2) reads from \"later\", the name of ReLU (layer 3), but a layer reads only what is written before it: a network has no cycles. Move one of them.");

    [Fact]
    public void Reading_any_layer_before_is_fine() => IsSilent(
        "[Network(8)]\n[Dense(4, Input = \"input\", Name = \"a\"), ReLU(Input = \"a\"), Dense(4, Input = \"relu_1\"), Add(\"a\"), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("[{|DVG0019:Branch|}, Dense(4), Branch, ReLU]", "Branch (layer 2) begins a fork whose paths are never joined. End them with [Add], [Concat] or another join.")]
    [InlineData("[Dense(4), {|DVG0020:Add|}]", "Add (layer 3) has only one value to join. Begin each path with [Branch], or name the other layer: [Add(\"name\")].")]
    [InlineData("[Dense(4), {|DVG0020:Add(null!)|}]", "Add(null) (layer 3) has only one value to join. Begin each path with [Branch], or name the other layer: [Add(\"name\")].")]
    [InlineData("[Branch, Dense(4), {|DVG0020:Add|}]", "Add (layer 4) has only one value to join. Begin each path with [Branch], or name the other layer: [Add(\"name\")].")]
    [InlineData("[{|DVG0021:Shortcut|}]", "Shortcut (layer 2) takes the shape of a path beside it, but there is none without a Shortcut of its own. Write [Branch, …layers…, Branch, Shortcut, Add].")]
    [InlineData("[{|DVG0026:Dense(4, Name = \"lost\")|}, From(\"dense_1\"), ReLU]", "Nobody reads the output of Dense(4) (layer 2), so it would never learn. Join it (for example [Concat(\"lost\")]), end its path with a loss (TrainingOnly = true for an auxiliary head), or remove it.")]
    public void Branches_and_joins(string layers, string message) =>
        Reports($"[Network(8)]\n[Dense(4)]\n{layers}\n[Dense(3), SoftmaxCrossEntropy]", message);

    [Fact]
    public void DVG0021_shortcuts_on_both_paths() => Reports(
        "[Network(8, 8, 3)]\n[Branch, {|DVG0021:Shortcut|}, Branch, {|DVG0021:Shortcut|}, Add, Flatten, Dense(3), SoftmaxCrossEntropy]",
        "Shortcut (layer 2) takes the shape of a path beside it, but there is none without a Shortcut of its own. Write [Branch, …layers…, Branch, Shortcut, Add].",
        "Shortcut (layer 4) takes the shape of a path beside it, but there is none without a Shortcut of its own. Write [Branch, …layers…, Branch, Shortcut, Add].");

    [Fact]
    public void DVG0027_a_number_of_layers_that_is_a_mistake() => Reports(
        "[Network(8)]\n[{|DVG0027:Dense(4, Times = 1_000_000)|}, SoftmaxCrossEntropy]",
        "Dense(4) (layer 1) gives the network more than 20,000 layers, the most that it can have. Use a smaller Times.");

    [Fact]
    public void DVG1001_no_times() => Reports(
        "[Network(8)]\n[Dense(4, {|DVG1001:Times = 0|}), SoftmaxCrossEntropy]", "Dense(4) (layer 1): Times must be 1 or more, but is 0");

    [Fact]
    public void DVG1010_operands_of_different_shapes() => Reports(
        "[Network(8, 8, 3)]\n[Conv2D(16, 3, Pad = 1)]\n[Branch, Conv2D(32, 3, Pad = 1), ReLU, Branch]\n[{|DVG1010:Add|}, Flatten, Dense(3), SoftmaxCrossEntropy]",
        "Add (layer 6) joins values of one shape, but receives an image of 8×8×32 from Conv2D(32, 3, Pad = 1) (layer 3) and an image of 8×8×16 from Conv2D(16, 3, Pad = 1) (layer 1). "
        + "Make the last layers of the paths agree; the path around a residual block begins with [Shortcut], which brings its input to the right shape.");

    [Fact]
    public void DVG1011_a_shortcut_that_no_stride_makes_fit() => Reports(
        "[Network(8, 8, 3)]\n[Branch, Conv2D(16, 3), Branch, {|DVG1011:Shortcut|}, Add, Flatten, Dense(3), SoftmaxCrossEntropy]",
        "Shortcut (layer 4) can't bring an image of 8×8×3 from [Network(8, 8, 3)] to the shape of the path beside it, an image of 6×6×16 from Conv2D(16, 3) (layer 2): "
        + "no stride of a 1×1 convolution makes 6×6 of 8×8. Use Padding.Same beside it, with which an image becomes smaller by strides alone.");

    [Theory]
    [InlineData("public class Base(int units) : Block(new Dense(units)); public class Own(int units) : Base(units);", "DVG0022",
        "Own can't be used as a layer: it derives from Base; derive it from Block and use Base as one of its layers")]
    [InlineData("public class Own : Block { public Own(int units) : base(new Dense(units)) { } public Own() : base(new Dense(4)) { } }", "DVG0022",
        "Own can't be used as a layer: it must have one constructor, whose base call lists its layers")]
    [InlineData("public class Own(int units) : Block(new Dense(units), new Own(units));", "DVG0023",
        "Own contains itself (Own → Own), and so would have layers without end. Use Times to repeat a block.")]
    [InlineData("public class Other(int units) : Block(new Own(units)); public class Own(int units) : Block(new Dense(units), new Other(units));", "DVG0023",
        "Own contains itself (Own → Other → Own), and so would have layers without end. Use Times to repeat a block.")]
    [InlineData("public class Own(int units) : Block(new Dense(System.Environment.ProcessorCount + units));", "DVG0024",
        "Own can't be read at compile time: 'System.Environment.ProcessorCount'. A block's base call may hold constants, the constructor's parameters, arithmetic, comparisons, Math.Max, Math.Min, ?: and new layers.")]
    [InlineData("public class Own(int units) : Block(new Dense(units / (units - 4)));", "DVG0025", "Own(4) (layer 2) can't be made with these arguments: '/' divides by zero")]
    [InlineData("public class Own(int units) : Block(new Dense(units * 2_000_000_000));", "DVG0025", "Own(4) (layer 2) can't be made with these arguments: the result of '*' is no int: it is too large")]
    [InlineData("public class Own(int units) : Block(new Dense(units - 4));", "DVG1001", "Dense(0) (own_1.dense_1): units must be 1 or more, but is 0")]
    [InlineData("public class Own(int units) : Block(new Dense(units), new Conv2D(8, 3));", "DVG1002",
        "Conv2D(8, 3) (own_1.conv2d_1) needs an image (height, width, channels), but receives a vector of 4 from Dense(4) (own_1.dense_1). Declare the input as [Network(height, width, channels)].")]
    public void Blocks(string block, string id, string message) => Reports(
        $"{block}\n[Network(8)]\n[Dense(4), {{|{id}:Own(4)|}}, Dense(3), SoftmaxCrossEntropy]", message);

    [Fact]
    public void A_mistake_in_a_block_stands_on_the_attribute_and_shows_the_line_of_the_block()
    {
        const string Source = "using DeepVision.Generated;\npublic class Own(int units) : Block(new Dense(units), new Conv2D(8, 3));\n[Network(8), Own(4), Dense(3), SoftmaxCrossEntropy] public partial class Net;";
        Diagnostic diagnostic = Assert.Single(Diagnose(TestCompilation.Create(Source)));
        Assert.Equal("Own(4)", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Location inBlock = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal("new Conv2D(8, 3)", Source.Substring(inBlock.SourceSpan.Start, inBlock.SourceSpan.Length));
    }

    [Fact]
    public void DVG0022_an_assembly_that_the_generator_of_another_version_has_seen()
    {
        const string Library = "[assembly: DeepVision.Generated.Runtime.BlockDefinition(\"Own\", 0, \"\")]\npublic class Own(int units) : DeepVision.Generated.Block(new DeepVision.Generated.Dense(units));";
        using MemoryStream image = new();
        Assert.True(TestCompilation.Create(Library).WithAssemblyName("Library").Emit(image).Success);
        image.Position = 0;
        Diagnostic diagnostic = Assert.Single(Diagnose(TestCompilation.Create(Net("[Network(8), Own(4), Dense(3), SoftmaxCrossEntropy]")).AddReferences(MetadataReference.CreateFromStream(image))));
        Assert.Equal(
            "Own can't be used as a layer: Library was compiled with another version of DeepVision.Generated; compile it with the version that this project uses",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
