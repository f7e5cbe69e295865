using System.Globalization;
using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>The third file of a network: its engine for GPUs.</summary>
public partial class GpuEngineTests
{
    private const string Ending = ".Ilgpu.g.cs";
    private const string Small = "[assembly: DeepVision.Generated.Runtime.Ilgpu.IlgpuPlan(DeepVision.Generated.Runtime.Ilgpu.IlgpuPlanSize.Small)]";

    /// <summary>Kernels and windows that leave out an axis, cover all of an image, have groups, strides, or more taps than a mask has bits.</summary>
    private const string OddShapes = """
        using DeepVision.Generated;

        [Network(9, 11, 3)]
        [Conv2D(20, 1, 3), Sigmoid, GlobalAvgPool2D]
        [Dense(5), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
        public partial class Wide;

        [Network(9, 11, 20)]
        [Conv2D(20, 3, 1), BatchNorm, GELU, AvgPool2D(7, 2)]
        [Conv2D(7, 1), ELU, Flatten, Dense(5), Dropout(0.2f), Huber]
        public partial class High;

        [Network(9, 9, 4)]
        [Conv2D(8, 3, Groups = 2, Stride = 2, Pad = 1), LeakyReLU, MaxPool2D(2)]
        [DepthwiseConv2D(2, DepthMultiplier = 2), SiLU, Flatten, Dense(3), MeanAbsoluteError]
        public partial class Grouped;

        [Network(9, 9, 4)]
        [DepthwiseConv2D(1), Conv2D(8, 1, 3, Groups = 2), Tanh, Conv2D(8, 3, 1, Groups = 2), LeakyReLU(2f)]
        [Conv2D(4, 1, Groups = 4), AvgPool2D(1, 9), Flatten, Dense(3, Bias = false), SoftmaxCrossEntropy]
        public partial class GroupedLines;

        [Network(20, 20, 5)]
        [Conv2D(9, 7, Pad = 3), ReLU, MaxPool2D(3, Stride = 2)]
        [Conv2D(8, 1), Tanh, AvgPool2D(9), Flatten, Dense(1), Sigmoid, BinaryCrossEntropy]
        public partial class ManyTaps;
        """;

    [Fact]
    public void There_is_none_without_the_package() =>
        Assert.DoesNotContain(GeneratorRun.Of(Networks.Digits).Files.Keys, name => name.EndsWith(Ending, StringComparison.Ordinal));

    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Sequence)]
    public void It_compiles_without_warnings(string source)
    {
        GeneratorRun run = WithGpu(source);
        Assert.Single(run.Files.Keys, name => name.EndsWith(Ending, StringComparison.Ordinal));
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void A_network_with_a_mistake_has_none() =>
        Assert.DoesNotContain(WithGpu(Networks.Broken).Files.Keys, name => name.EndsWith(Ending, StringComparison.Ordinal));

    [Fact]
    public Task The_generated_source() => Snapshot.Verify("ForecastNet.Ilgpu", WithGpu(Networks.Sequence).Files["ForecastNet.Ilgpu.g.cs"]);

    [Fact]
    public void The_small_plan_has_groups_of_one_thread()
    {
        Assert.All(GroupSizes(WithGpu(Networks.Digits, Small)), size => Assert.Equal(1, size));
        Assert.Contains(GroupSizes(WithGpu(Networks.Digits)), size => size >= 64);
    }

    [Fact]
    public void Kernels_divide_by_no_constant() =>
        Assert.DoesNotMatch(DivisionByConstant(), LaunchLine().Replace(File(WithGpu(Networks.Everything)), ""));

    [Theory]
    [InlineData(Networks.Everything, "")]
    [InlineData(Networks.Everything, Small)]
    [InlineData(OddShapes, "")]
    [InlineData(OddShapes, Small)]
    public void Kernels_declare_only_what_they_read(string source, string plan)
    {
        GeneratorRun run = WithGpu(source, plan);
        foreach (SyntaxTree tree in run.Output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(Ending, StringComparison.Ordinal)))
        {
            SemanticModel model = run.Output.GetSemanticModel(tree);
            ClassDeclarationSyntax kernels = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single(type => type.Identifier.ValueText == "IlgpuKernels");
            foreach (MethodDeclarationSyntax kernel in kernels.Members.OfType<MethodDeclarationSyntax>())
            {
                DataFlowAnalysis flow = model.AnalyzeDataFlow(kernel.Body!)!;
                Assert.Equal([], flow.VariablesDeclared.Except(flow.ReadInside, SymbolEqualityComparer.Default).Select(local => $"{kernel.Identifier.ValueText}: {local!.Name}"));
            }
        }
    }

    [Fact]
    public void Text_does_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string invariant = File(WithGpu(Networks.Everything));
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "minus ");
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(invariant, File(WithGpu(Networks.Everything)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static GeneratorRun WithGpu(params string[] sources) => GeneratorRun.Of(TestCompilation.CreateWithGpu(sources));

    private static string File(GeneratorRun run) => run.Files.Single(file => file.Key.EndsWith(Ending, StringComparison.Ordinal)).Value;

    private static IEnumerable<int> GroupSizes(GeneratorRun run) => GroupSize().Matches(File(run))
        .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"memory\.Stream, Groups\(.*?, (\d+)\), ")]
    private static partial Regex GroupSize();

    [GeneratedRegex(@"[^\n]*memory\.Stream, Groups\([^\n]*")]
    private static partial Regex LaunchLine();

    [GeneratedRegex(@"[\w)] [/%] \d+\b(?!f)")]
    private static partial Regex DivisionByConstant();
}
