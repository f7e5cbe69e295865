using DeepVision.Generated.Generators.Tests.Infrastructure;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>DVG0xxx: each fires with its exact text on its exact span, and not on the nearest valid network.</summary>
public class DeclarationDiagnosticTests
{
    private const string Attributes = "using DeepVision.Generated;\n[Network(8), Dense(4), SoftmaxCrossEntropy]\n";

    [Fact]
    public void DVG0001_a_class_that_is_not_partial() => ReportsIn(Attributes + "public class {|DVG0001:Net|};",
        "Net must be partial: the generator adds the code that trains and predicts. Write 'partial class Net'.");

    [Fact]
    public void DVG0002_a_containing_type_that_is_not_partial() => ReportsIn(
        "using DeepVision.Generated;\npublic static class {|DVG0002:Outer|} { public partial struct Middle { [Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net; } }",
        "Outer, the type around the network Net, must be partial too: the generator writes another part of it. Write 'partial class Outer'.");

    [Fact]
    public void DVG0002_is_silent_when_all_are_partial()
    {
        const string source = "using DeepVision.Generated;\npublic static partial class Outer { public partial record struct Middle { [Network(8), Dense(4), SoftmaxCrossEntropy] internal partial class Net; } }";
        ReportsIn(source);
        Assert.DoesNotContain(GeneratorRun.Of(source).DiagnosticsOutside(".Cpu.g.cs"), diagnostic => diagnostic.Id != "CS1591");
    }

    [Theory]
    [InlineData("partial record {|DVG0003:Net|};", "a record", "Write 'partial class Net'.")]
    [InlineData("static partial class {|DVG0003:Net|};", "static", "Write 'partial class Net'.")]
    [InlineData("abstract partial class {|DVG0003:Net|};", "abstract", "Write 'partial class Net'.")]
    [InlineData("file partial class {|DVG0003:Net|};", "local to its file", "Write 'partial class Net'.")]
    [InlineData("partial class {|DVG0003:Net|}<T>;", "generic", "Remove the type parameters: write 'partial class Net'.")]
    public void DVG0003_a_class_that_cannot_be_a_network(string type, string kind, string fix) => ReportsIn(Attributes + type,
        $"Net is {kind}, but a network must be a plain class that can be created and that other files can name. {fix}");

    [Fact]
    public void DVG0003_nested_in_a_generic_type() => ReportsIn(
        "using DeepVision.Generated;\npartial class Outer<T> { [Network(8), Dense(4), SoftmaxCrossEntropy] partial class {|DVG0003:Net|}; }",
        "Net is nested in a generic type, but a network must be a plain class that can be created and that other files can name. Move it out of that type.");

    [Theory]
    [InlineData("internal sealed partial class Net;")]
    [InlineData("public partial class Net : System.IComparable<Net> { public int CompareTo(Net? other) => 0; }")]
    [InlineData("public partial class Net : ClassificationNetwork;")]
    public void Classes_that_can_be_networks(string type)
    {
        ReportsIn(Attributes + type);
        Assert.DoesNotContain(GeneratorRun.Of(Attributes + type).DiagnosticsOutside(".Cpu.g.cs"), diagnostic => diagnostic.Id != "CS1591");
    }

    [Fact]
    public void DVG0004_a_base_class_of_the_users() => ReportsIn(
        Attributes + "public partial class Net : {|DVG0004:Mine.Base|}, System.IDisposable;\nnamespace Mine { public class Base { public void Dispose() { } } }",
        "Net derives from Base, but a network's base class is chosen by its loss. Remove 'Base' from the list and share members through an interface or extension methods.");

    [Fact]
    public void DVG0005_no_layers() => Reports("[{|DVG0005:Network(8)|}]",
        "Net has no layers. Add them in the order in which they are applied, the loss last: for example [Flatten], [Dense(10), SoftmaxCrossEntropy].");

    [Fact]
    public void DVG0006_layers_on_two_parts() => ReportsIn(
        "using DeepVision.Generated;\n[Network(8), Dense(4)] public partial class Net;\n[{|DVG0006:ReLU|}, SoftmaxCrossEntropy] public partial class Net;",
        "ReLU stands on another part of Net than the layers before it, and C# leaves the order of parts open. Put all layers on one part.");

    [Fact]
    public void DVG0006_is_silent_for_a_second_part_without_layers() => ReportsIn(
        "using DeepVision.Generated;\n[System.Obsolete(\"old\")] public partial class Net;\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net;");

    [Theory]
    [InlineData("Network(8, {|DVG0007:0|}, 1)", "Network(8, 0, 1): width must be 1 or more, but is 0")]
    [InlineData("Network({|DVG0007:-8|}, 2)", "Network(-8, 2): steps must be 1 or more, but is -8")]
    [InlineData("Network({|DVG0007:0|})", "Network(0): length must be 1 or more, but is 0")]
    [InlineData("Network(channels: {|DVG0007:0|}, height: 1, width: 1)", "Network(1, 1, 0): channels must be 1 or more, but is 0")]
    public void DVG0007_an_input_without_values(string network, string message) =>
        Reports($"[{network.Replace("channels: {|DVG0007:0|}", "{|DVG0007:channels: 0|}")}]\n[Flatten, Dense(4), SoftmaxCrossEntropy]", message);

    [Theory]
    [InlineData("", "a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("1st", "a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("a.b", "a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("größe", "a name begins with a letter and consists of letters, digits and underscores")]
    [InlineData("input", "that is what Input calls the network's own input")]
    [InlineData("net", "its property Net would have the name of the class")]
    [InlineData("parameters", "every network already has a member Parameters")]
    [InlineData("train", "every network already has a member Train")]
    [InlineData("input_shape", "every network already has a member InputShape")]
    public void DVG0008_a_name_that_cannot_be_used(string name, string reason) => Reports(
        $"[Network(8)]\n[Dense(4, {{|DVG0008:Name = \"{name}\"|}}), SoftmaxCrossEntropy]", $"Dense(4) (layer 1) can't be called \"{name}\": {reason}");

    [Theory]
    [InlineData("hidden", "hidden", "Hidden")]
    [InlineData("first_layer", "firstLayer", "FirstLayer")]
    public void DVG0009_two_layers_with_one_name(string first, string second, string property) => Reports(
        $"[Network(8)]\n[Dense(4, Name = \"{first}\"), Dense(5, {{|DVG0009:Name = \"{second}\"|}}), SoftmaxCrossEntropy]",
        $"Dense(5) (layer 2) is called \"{second}\", but Dense(4) (layer 1) already has the property {property}: weight files and properties need different names. Change one of them.");

    [Theory]
    [InlineData("dense_2", "dense_3")]
    [InlineData("Initializer", "Batch")]
    [InlineData("a", "A1")]
    public void Names_that_can_be_used(string first, string second) => IsSilent(
        $"[Network(8)]\n[Dense(4, Name = \"{first}\"), Dense(4), Dense(4, Name = \"{second}\"), Dense(3), SoftmaxCrossEntropy]");

    [Fact]
    public void DVG0010_reading_from_an_unknown_layer() => Reports(
        "[Network(8)]\n[Dense(4, Name = \"a\"), ReLU, Dense(4, {|DVG0010:Input = \"b\"|}), SoftmaxCrossEntropy]",
        "Dense(4) (layer 3) reads from \"b\", but no layer before it has that name. The layer right before it is \"relu_1\".");

    [Fact]
    public void DVG0011_reading_from_a_layer_further_back() => Reports(
        "[Network(8)]\n[Dense(4, Name = \"a\"), ReLU, Dense(4, {|DVG0011:Input = \"a\"|}), Dense(8, {|DVG0011:Input = \"input\"|}), SoftmaxCrossEntropy]",
        "Dense(4) (layer 3) reads from \"a\", but branches are not supported yet: a layer can only read from the one right before it, \"relu_1\". Remove Input.",
        "Dense(8) (layer 4) reads from \"input\", but branches are not supported yet: a layer can only read from the one right before it, \"dense_2\". Remove Input.");

    [Fact]
    public void Reading_from_the_layer_before_is_fine() => IsSilent(
        "[Network(8)]\n[Dense(4, Input = \"input\", Name = \"a\"), ReLU(Input = \"a\"), Dense(4, Input = \"relu_1\"), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("public int {|DVG0012:ParameterCount|};", "Net has a member ParameterCount of its own, but the generator adds one with that name. Rename yours.")]
    [InlineData("public int {|DVG0012:Train|} => 1;", "Net has a member Train of its own, but the generator adds one with that name. Rename yours.")]
    [InlineData("public int {|DVG0012:Dense1|} => 1;", "Net has a member Dense1 of its own, but the generator adds one with that name, for the weights of Dense(4) (layer 1). Rename yours or give the layer a Name.")]
    [InlineData("public static Net {|DVG0012:Load|}(string path, Device? device) => null!;", "Net has a member Load of its own, but the generator adds one with that name and the same parameters. Rename yours or give it other parameters.")]
    [InlineData("public {|DVG0012:Net|}(int seed, Device device) : base(null!, seed, device) { }", "Net has a member Net of its own, but the generator adds one with that name and the same parameters. Give yours other parameters.")]
    public void DVG0012_a_member_that_the_generator_adds(string member, string message) => ReportsIn(Attributes + "public partial class Net { " + member + " }", message);

    [Fact]
    public void DVG0012_is_silent_for_other_members_and_overloads()
    {
        const string source = Attributes + """
            public partial class Net
            {
                public Net(string path) : this(seed: 3) => LoadWeights(path);
                public static Net Load() => Load("net.safetensors");
                public TrainingHistory Train(Dataset data, int epochs) => Train(data, new TrainingOptions { Epochs = epochs });
                public int Dense2 => Initializer;
                private static int Initializer => 1;
            }
            """;
        ReportsIn(source);
        Assert.DoesNotContain(GeneratorRun.Of(source).DiagnosticsOutside(".Cpu.g.cs"), diagnostic => diagnostic.Id != "CS1591");
    }

    [Fact]
    public void DVG0013_layers_without_a_network() => ReportsIn(
        "using DeepVision.Generated;\n[{|DVG0013:Dense(4)|}, SoftmaxCrossEntropy] public partial class Net;",
        "Net has layers, but no [Network] that gives the shape of the input. Add [Network(height, width, channels)] or [Network(length)] before them.");

    [Fact]
    public void What_the_compiler_rejects_is_left_to_it()
    {
        ReportsIn("using DeepVision.Generated;\n[Network(8), Dense(\"four\"), ReLU, Conv2D(3), SoftmaxCrossEntropy] public partial class Net;");
        ReportsIn("using DeepVision.Generated;\n[Network, Dense(4), SoftmaxCrossEntropy] public partial class Net;");
    }

    [Fact]
    public void Network_twice_is_left_to_the_compiler() => ReportsIn(
        "using DeepVision.Generated;\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net;\n[Network(9)] public partial class Net;");

    [Fact]
    public void Names_that_differ_in_type_parameters_only_get_files_of_their_own() => ReportsIn(
        Attributes + "public partial class Net;\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class {|DVG0003:Net|}<T>;",
        "Net is generic, but a network must be a plain class that can be created and that other files can name. Remove the type parameters: write 'partial class Net'.");
}
