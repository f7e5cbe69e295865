using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Pipeline;

/// <summary>Which edits run which steps again: an IDE runs the generator on every keystroke.</summary>
public class IncrementalityTests
{
    private const string Net = """
        using DeepVision.Generated;

        [Network(8)]
        [Dense(4), SoftmaxCrossEntropy]
        public partial class Net
        {
            private int Count() => 1;
        }
        """;

    private const string Other = "using DeepVision.Generated;\n[Network(6), Dense(3), SoftmaxCrossEntropy] public partial class Other;";

    [Theory]
    [InlineData("[Network(8)]", "// a comment\n[Network(8)]")]
    [InlineData("=> 1", "=> 2")]
    [InlineData("[Dense(4), SoftmaxCrossEntropy]", "[Dense(4)]\n\n[SoftmaxCrossEntropy]")]
    [InlineData("Dense(4)", "Dense(units: 2 + 2)")]
    public void An_edit_that_changes_no_declaration_runs_nothing_again(string old, string @new)
    {
        GeneratorRun run = Edit(old, @new);
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.Shapes], IsUnchanged);
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.Engine], IsUnchanged);
        Assert.All(run.Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value), IsUnchanged);
    }

    [Theory]
    [InlineData("private int Count() => 1;", "private int Count() => 1; public int More => 2;")]
    [InlineData("Dense(4)", "Dense(4, Input = \"input\")")]
    public void An_edit_that_changes_no_shape_writes_no_file_again(string old, string @new)
    {
        GeneratorRun run = Edit(old, @new);
        Assert.Contains(Reasons(run, TrackingNames.Declaration), reason => reason == IncrementalStepRunReason.Modified);
        Assert.DoesNotContain(Reasons(run, TrackingNames.Shapes), reason => reason == IncrementalStepRunReason.Modified);
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.Lowering], IsUnchanged);
        Assert.All(run.Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value), IsUnchanged);
    }

    [Fact]
    public void Documentation_writes_the_surface_again_but_not_the_engine()
    {
        GeneratorRun run = Edit("[Network(8)]", "/// <summary>Mine.</summary>\n[Network(8)]");
        Assert.Contains(Reasons(run, TrackingNames.Shapes), reason => reason == IncrementalStepRunReason.Modified);
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.Engine], IsUnchanged);
    }

    [Fact]
    public void Another_layer_writes_its_own_network_only()
    {
        GeneratorRun run = Edit("Dense(4)", "Dense(5)");
        Assert.Single(Reasons(run, TrackingNames.Shapes), IncrementalStepRunReason.Modified);
        Assert.Single(Reasons(run, TrackingNames.Shapes), IncrementalStepRunReason.Cached);
        Assert.Contains("OutputShape => new(5)", run.Files["Net.g.cs"]);
    }

    [Fact]
    public void An_edit_elsewhere_runs_nothing_again()
    {
        CSharpCompilation compilation = TestCompilation.Create(Net, Other);
        GeneratorRun run = GeneratorRun.Of(compilation).After(compilation.AddSyntaxTrees(TestCompilation.Parse("class Unrelated;", 2)));
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.Shapes], IsUnchanged);
        Assert.All(run.Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value), IsUnchanged);
    }

    [Fact]
    public void Another_network_writes_no_file_but_its_own()
    {
        CSharpCompilation compilation = TestCompilation.Create(Net, Other);
        GeneratorRun run = GeneratorRun.Of(compilation).After(compilation.AddSyntaxTrees(TestCompilation.Parse(Other.Replace("Other", "Third"), 2)));
        Assert.All(run.Result.Results[0].TrackedSteps[TrackingNames.FileNames], IsUnchanged);
        var written = run.Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Assert.Equal(2, written.Count(output => output.Reason == IncrementalStepRunReason.New));
        Assert.Equal(4, written.Count(output => output.Reason == IncrementalStepRunReason.Cached));
    }

    private static GeneratorRun Edit(string old, string @new)
    {
        Assert.Contains(old, Net);
        CSharpCompilation compilation = TestCompilation.Create(Net, Other);
        return GeneratorRun.Of(compilation).After(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], TestCompilation.Parse(Net.Replace(old, @new))));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.Results[0].TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);

    private static void IsUnchanged(IncrementalGeneratorRunStep step) => Assert.All(step.Outputs, output =>
        Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, output.Reason.ToString()));
}
