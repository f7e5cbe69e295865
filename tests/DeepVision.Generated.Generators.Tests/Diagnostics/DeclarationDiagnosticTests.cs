using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    public void DVG0004_another_of_the_librarys_classes_than_the_losss() => ReportsIn(
        Attributes + "public partial class Net : {|DVG0004:RegressionNetwork|};",
        "Net derives from RegressionNetwork, but a network's base class is chosen by its loss. Remove 'RegressionNetwork' from the list and share members through an interface or extension methods.");

    [Fact]
    public void DVG0005_a_loss_alone() => Reports("[{|DVG0005:Network(8)|}]\n[SoftmaxCrossEntropy]",
        "Net has no layers. Add them in the order in which they are applied, the loss last: for example [Flatten], [Dense(10), SoftmaxCrossEntropy].");

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
    [InlineData("aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_abc", "a name has at most 100 characters, and this one has 101")]
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
    [InlineData("aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_aVeryLongName_ab", "stem")]
    [InlineData("stem", "sTem")]
    public void Names_that_can_be_used(string first, string second) => IsSilent(
        $"[Network(8)]\n[Dense(4, Name = \"{first}\"), Dense(4), Dense(4, Name = \"{second}\"), Dense(3), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData("public int {|DVG0012:ParameterCount|};", "Net has a member ParameterCount of its own, but the generator adds one with that name. Rename yours.")]
    [InlineData("public int {|DVG0012:Train|} => 1;", "Net has a member Train of its own, but the generator adds one with that name. Rename yours.")]
    [InlineData("public int {|DVG0012:Dense1|} => 1;", "Net has a member Dense1 of its own, but the generator adds one with that name, for the weights of Dense(4) (layer 1). Rename yours or give the layer a Name.")]
    [InlineData("public static Net {|DVG0012:Load|}(string path, Device? device) => null!;", "Net has a member Load of its own, but the generator adds one with that name and the same parameters. Rename yours or give it other parameters.")]
    [InlineData("public {|DVG0012:Net|}(int seed, Device device) : base(null!, seed, device) { }", "Net has a member Net of its own, but the generator adds one with that name and the same parameters. Give yours other parameters.")]
    [InlineData("public int {|DVG0012:get_Dense1|}() => 1;", "Net has a member get_Dense1 of its own, but the generator adds one with that name, for the weights of Dense(4) (layer 1). Rename yours or give the layer a Name.")]
    [InlineData("public void Train(int epochs) { } public int {|DVG0012:Train|}(Dataset a, TrainingOptions b, System.IProgress<TrainingProgress> c, System.Threading.CancellationToken d) => 1;", "Net has a member Train of its own, but the generator adds one with that name and the same parameters. Rename yours or give it other parameters.")]
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
                public int get_Dense1(int index) => index;
                public void Train<T>(Dataset data, TrainingOptions options, System.IProgress<TrainingProgress> progress, System.Threading.CancellationToken cancellation) { }
                public static void Load(ref string path, Device device) { }
            }
            """;
        ReportsIn(source);
        Assert.DoesNotContain(GeneratorRun.Of(source).DiagnosticsOutside(".Cpu.g.cs"), diagnostic => diagnostic.Id != "CS1591");
    }

    [Fact]
    public void DVG0013_layers_without_a_network() => ReportsIn(
        "using DeepVision.Generated;\n[{|DVG0013:Dense(4)|}, SoftmaxCrossEntropy] public partial class Net;",
        "Net has layers, but no [Network] that gives the shape of the input. Add [Network(height, width, channels)] or [Network(length)] before them.");

    [Theory]
    [InlineData("Conv2d(4, 3)", "Write 'Conv2D'.")]
    [InlineData("ReLu", "Write 'ReLU'.")]
    [InlineData("RELUAttribute", "Write 'ReLU'.")]
    [InlineData("DeepVision.Generated.Convv2D(4, 3)", "Write 'Conv2D'.")]
    [InlineData("BatchNormalization", "Write 'BatchNorm'.")]
    [InlineData("MaxPooling2D(2)", "Write 'MaxPool2D'.")]
    public void DVG0014_a_misspelt_layer(string layer, string fix)
    {
        string name = layer.Split('(')[0];
        ReportsIn(
            $"using DeepVision.Generated;\n[Network(8, 8, 1), {{|DVG0014:{name}|}}{layer[name.Length..]}, Flatten, Dense(4), SoftmaxCrossEntropy] public partial class Net;",
            $"{name.Split('.')[^1]} is no layer of this library. {fix}");
    }

    [Fact]
    public void DVG0014_a_misspelt_loss_and_a_layer_without_its_namespace() => ReportsIn(
        "[DeepVision.Generated.Network(8), {|DVG0014:Dense|}(4), {|DVG0014:SoftMaxCrossEntropy|}] public partial class Net;",
        "Dense is no layer of this library. Add 'using DeepVision.Generated;' to the file.",
        "SoftMaxCrossEntropy is no layer of this library. Write 'SoftmaxCrossEntropy'.");

    [Fact]
    public void DVG0014_is_silent_for_attributes_that_resemble_no_layer() => ReportsIn(
        "using DeepVision.Generated;\n[Network(8), Dense(4), Documented, Serialisable, SoftmaxCrossEntropy] public partial class Net;");

    [Fact]
    public void DVG0014_is_silent_where_two_namespaces_have_the_layer() => ReportsIn(
        "using DeepVision.Generated;\nusing Mine;\n[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net;\nnamespace Mine { public class DenseAttribute(int units) : System.Attribute; }");

    [Theory]
    [InlineData("Train", "that every network has", "Rename the class.")]
    [InlineData("CreateCpuEngine", "that every network has", "Rename the class.")]
    [InlineData("ParameterCount", "that every network has", "Rename the class.")]
    [InlineData("get_Dense1", "for the weights of Dense(4) (layer 1)", "Rename the class or give the layer a Name.")]
    [InlineData("Dense1", "for the weights of Dense(4) (layer 1)", "Rename the class or give the layer a Name.")]
    public void DVG0015_a_class_called_like_a_generated_member(string name, string which, string fix)
    {
        ReportsIn(Attributes + $"public partial class {{|DVG0015:{name}|}};",
            $"{name} is called like the member {name} {which}, but no member of a C# class may have the name of the class. {fix}");
        Assert.All(
            new[] { "", " : ClassificationNetwork" },
            written => Assert.DoesNotContain(GeneratorRun.Of(Attributes + $"public partial class {name}{written};").CompilerDiagnostics, diagnostic => diagnostic.Id != "CS1591"));
    }

    [Theory]
    [InlineData("Dense2")]
    [InlineData("SoftmaxCrossEntropy1")]
    [InlineData("Predict")]
    public void DVG0015_is_silent_for_other_names(string name) => ReportsIn(Attributes + $"public partial class {name};");

    [Theory]
    [InlineData("public required string {|DVG0016:Author|} { get; set; }")]
    [InlineData("public required int {|DVG0016:Author|};")]
    public void DVG0016_a_required_member(string member) => ReportsIn(Attributes + "public partial class Net { " + member + " }",
        "Net has a required member, Author, but Load makes a network from its file alone. Remove 'required' and give Author a default, or set it in a method of yours that calls Load.");

    [Fact]
    public void DVG0016_is_silent_for_a_member_with_a_default() => ReportsIn(Attributes + "public partial class Net { public string Author { get; init; } = \"\"; }");

    [Fact]
    public void DVG0017_a_primary_constructor() => ReportsIn(Attributes + "public partial class Net{|DVG0017:(int seed, Device device)|};",
        "Net has a primary constructor, which the generated constructor Net(seed, device) would have to call. Remove the parameters and write a constructor that goes on to the generated one: 'public Net(…) : this(seed)'.");

    [Fact]
    public void DVG0017_is_silent_for_a_constructor_that_goes_on_to_the_generated_one() => ReportsIn(Attributes + "public partial class Net { public Net(string author) : this(seed: 1) { } }");

    [Theory]
    [InlineData(LanguageVersion.CSharp11, 1)]
    [InlineData(LanguageVersion.CSharp12, 0)]
    public void DVG0018_a_version_of_the_language_that_is_too_old(LanguageVersion version, int errors)
    {
        CSharpCompilation compilation = TestCompilation.Create()
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Attributes + "public partial class Net { }", TestCompilation.ParseOptions.WithLanguageVersion(version)));
        Assert.Equal(Enumerable.Repeat("DVG0018", errors), Diagnose(compilation).Select(diagnostic => diagnostic.Id));
    }

    /// <summary>The command-line compiler stops behind declarations if one has an error, and runs no analyzer: then ours must be there already, and C# say nothing about code that nobody wrote.</summary>
    [Theory]
    [InlineData("[Network(8), Dense(4), SoftmaxCrossEntropy] public class Net;", "DVG0001")]
    [InlineData("public class Outer { [Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net; }", "DVG0002")]
    [InlineData("[Network(8), Dense(4), SoftmaxCrossEntropy] public partial record Net;", "DVG0003")]
    [InlineData("[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net<T>;", "DVG0003")]
    [InlineData("[Network(8), Dense(4), ReLu, SoftmaxCrossEntropy] public partial class Net;", "DVG0014", "CS0246", "CS0246")]
    [InlineData("[Network(8), Dense(4), SoftmaxCrossEntropy] public partial class Net(int number);", "DVG0017")]
    public void What_hides_analyzers_comes_from_the_generator(string source, string id, params string[] compilers)
    {
        GeneratorRun run = GeneratorRun.Of("using DeepVision.Generated;\n" + source);
        Assert.Equal([id], run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.True(run.Result.Diagnostics[0].Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable), "The compiler would not stop.");
        Assert.Equal(compilers, run.Output.GetDeclarationDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id));
    }

    /// <summary>And a declaration that C# would find fault with because of generated members has none of them.</summary>
    [Theory]
    [InlineData("public int ParameterCount;")]
    [InlineData("public class Train;")]
    [InlineData("public void get_Dense1() { } ")]
    [InlineData("public int Dense1 => 1;")]
    [InlineData("public class get_InputShape;")]
    [InlineData("public static Net Load(string path, Device? device) => null!;")]
    [InlineData("public Net(int seed, Device device) : base(null!, seed, device) { }")]
    [InlineData("public required string Author;")]
    [InlineData("public int CreateCpuEngine => 1;")]
    [InlineData("protected override DeepVision.Generated.Runtime.NetworkEngine CreateCpuEngine() => null!;")]
    public void A_member_of_the_users_gets_one_error(string member)
    {
        GeneratorRun run = GeneratorRun.Of(Attributes + "#pragma warning disable CS1591\npublic partial class Net { " + member + " }");
        Assert.Equal([], run.CompilerDiagnostics.Where(diagnostic => diagnostic.Id != "CS1591"));
        Assert.Single(Diagnose((CSharpCompilation)run.Output));
    }

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
