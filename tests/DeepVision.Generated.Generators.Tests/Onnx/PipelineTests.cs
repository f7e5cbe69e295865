using DeepVision.Generated.Generators.Analysis;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>ONNX files among the additional files of a project: when they are read again, where mistakes are reported, what is generated.</summary>
public class PipelineTests
{
    private const string Source = """
        using DeepVision.Generated;

        [Network(8)]
        [Dense(4), SoftmaxCrossEntropy]
        public partial class Other;

        [OnnxNetwork("net.onnx")]
        public partial class Net;
        """;

    private static byte[] Model(int channels, float weight) => new ModelBuilder().Input("x", 3, 8, 8).Output("y")
        .Tensor("w", [channels, 3, 1, 1], [.. Enumerable.Repeat(weight, channels * 3)]).Node("Conv", "x w -> y").ToBytes();

    [Fact]
    public void Other_weights_in_the_file_run_nothing_again()
    {
        GeneratorRun run = Edit(Model(4, 0.5f), Model(4, 0.25f));
        Assert.All(Reasons(run, TrackingNames.Onnx), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(Reasons(run, TrackingNames.Shapes), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Another_graph_in_the_file_writes_its_network_alone()
    {
        GeneratorRun run = Edit(Model(4, 0.5f), Model(5, 0.5f));
        Assert.Single(Reasons(run, TrackingNames.Shapes), IncrementalStepRunReason.Modified);
        Assert.Contains("OutputShape => new(8, 8, 5)", run.Files["Net.g.cs"]);
    }

    [Fact]
    public void Generated_code_has_no_warning_and_shows_the_layers_of_the_file()
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", Model(4, 1));
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Create(Source), folder.Files);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Contains("///      node_y: Conv2D(4, 1, Bias = false)  8×8×4 ", run.Files["Net.g.cs"]);
        Assert.Contains("public static Net LoadOnnx(string path, int seed = 0, global::DeepVision.Generated.Device? device = null)", run.Files["Net.g.cs"]);
    }

    [Fact]
    public void Of_a_network_with_a_mistake_LoadOnnx_is_there_too()
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Create(Source + "\ninternal static class Use { public static Net Make() => Net.LoadOnnx(\"net.onnx\"); }"));
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain("Net.Cpu.g.cs", run.Files.Keys);
    }

    [Fact]
    public void A_mistake_in_the_file_is_reported_on_the_attribute_with_the_file_beside_it()
    {
        using OnnxFolder folder = new();
        string path = folder.Add("net.onnx", new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Loop", "x -> y").ToBytes());
        Diagnostic diagnostic = Assert.Single(AnalyzerTest.Diagnose(TestCompilation.Create(Source), folder.Files));
        Assert.Equal("OnnxNetwork(\"net.onnx\")", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(path, Assert.Single(diagnostic.AdditionalLocations).GetLineSpan().Path);
    }

    /// <summary>A mistake in what the network adds is one of the layer that makes it, as anywhere.</summary>
    [Fact]
    public void Layers_behind_are_checked_against_those_of_the_file()
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", Model(4, 1));
        string source = Source.Replace("[OnnxNetwork(\"net.onnx\")]", "[OnnxNetwork(\"net.onnx\")]\n[Dense(2), SoftmaxCrossEntropy]");
        Diagnostic diagnostic = Assert.Single(AnalyzerTest.Diagnose(TestCompilation.Create(source), folder.Files));
        Assert.Equal(
            "Dense(2) (layer 2) needs a vector, but receives an image of 8×8×4 from Conv2D(4, 1, Bias = false) (node_y). Insert [Flatten] (256 values) or [GlobalAvgPool2D] (4 values) before it.",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Attributes are all that another assembly has of a network; its file has to be here, too.</summary>
    [Fact]
    public void A_network_of_another_assembly_needs_its_file_here()
    {
        using OnnxFolder folder = new();
        folder.Add("net.onnx", Model(4, 1));
        using MemoryStream image = new();
        Assert.True(GeneratorRun.Of(TestCompilation.Create(Source).WithAssemblyName("Library"), folder.Files).Output.Emit(image).Success);
        CSharpCompilation compilation = TestCompilation.Create("using DeepVision.Generated;\n[Network(8, 8, 3)]\n[Include<Net>, Flatten, Dense(2), SoftmaxCrossEntropy]\npublic partial class Mine;")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Empty(AnalyzerTest.Diagnose(compilation, folder.Files));
        Assert.Contains("LoadOnnx", GeneratorRun.Of(compilation, folder.Files).Files["Mine.g.cs"]);
        Diagnostic missing = Assert.Single(AnalyzerTest.Diagnose(compilation));
        Assert.Equal("DVG0060", missing.Id);
        Assert.Equal(2, missing.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static GeneratorRun Edit(byte[] old, byte[] @new)
    {
        using OnnxFolder folder = new();
        string path = folder.Add("net.onnx", old);
        CSharpCompilation compilation = TestCompilation.Create(Source);
        GeneratorRun run = GeneratorRun.Of(compilation, folder.Files);
        File.WriteAllBytes(path, @new);
        return run.After(compilation, folder.Files[0], OnnxFolder.Again(folder.Files[0]));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.Results[0].TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);
}
