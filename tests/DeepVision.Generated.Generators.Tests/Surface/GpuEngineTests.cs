using System.Globalization;
using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>The third file of a network: its engine for GPUs.</summary>
public partial class GpuEngineTests
{
    private const string Ending = ".Ilgpu.g.cs";

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
    public void The_small_plan_has_groups_of_two_threads_at_most()
    {
        const string Small = "[assembly: DeepVision.Generated.Runtime.Ilgpu.IlgpuPlan(DeepVision.Generated.Runtime.Ilgpu.IlgpuPlanSize.Small)]";
        Assert.All(GroupSizes(WithGpu(Networks.Digits, Small)), size => Assert.InRange(size, 1, 2));
        Assert.Contains(GroupSizes(WithGpu(Networks.Digits)), size => size >= 64);
    }

    [Fact]
    public void Kernels_divide_by_no_constant() =>
        Assert.DoesNotMatch(DivisionByConstant(), LaunchLine().Replace(File(WithGpu(Networks.Everything)), ""));

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
