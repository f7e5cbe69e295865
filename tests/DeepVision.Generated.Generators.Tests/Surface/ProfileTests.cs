using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>Engines of networks with and without <c>Profile = true</c>.</summary>
public partial class ProfileTests
{
    [Fact]
    public void Without_it_nothing_looks_at_the_clock()
    {
        string engine = Engine(Declaration(""));
        Assert.DoesNotContain("Record(", engine, StringComparison.Ordinal);
        Assert.DoesNotContain("Now()", engine, StringComparison.Ordinal);
        Assert.DoesNotContain("Profile", engine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    public void It_adds_readings_of_the_clock_and_changes_nothing_else(string source)
    {
        string profiled = Engine(source.Replace(", 1)]\n[Conv2D(32, 3), ReLU", ", 1, Profile = true)]\n[Conv2D(32, 3), ReLU").Replace("[Network(32, 30, 3)]", "[Network(32, 30, 3, Profile = true)]"));
        Assert.Contains("time = Record(0, time, count);", profiled, StringComparison.Ordinal);
        Assert.Equal(Engine(source), Readings().Replace(profiled, ""));
    }

    [Fact]
    public void The_plan_names_every_reading_once()
    {
        string engine = Engine(Declaration(", Profile = true"));
        string[] costs = [.. Costs().Matches(engine).Select(match => match.Groups["name"].Value)];
        int[] readings = [.. Records().Matches(engine).Select(match => int.Parse(match.Groups["place"].Value, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(Enumerable.Range(0, costs.Length), readings.Distinct().Order());
        Assert.Equal(costs.Distinct(), costs);
        string[] some = ["Conv2D1Forward", "Conv2D2InputGradient", "Dense1WeightGradient", "Loss", "Conv2D1Predict"];
        Assert.Empty(some.Except(costs));
    }

    [Fact]
    public void The_code_compiles_without_warnings() =>
        Assert.Empty(GeneratorRun.Of(Declaration(", Profile = true")).CompilerDiagnostics);

    [GeneratedRegex(@"^ *(long time = Now\(\);|time = Record\(\d+, time, [^;]*\);)\n|^ *Profile =\n *\[\n( *new\(.*\),\n)* *\],\n", RegexOptions.Multiline)]
    private static partial Regex Readings();

    [GeneratedRegex("""^ *new\("(?<name>\w+)", ".*", -?\d+, -?\d+, -?\d+\),$""", RegexOptions.Multiline)]
    private static partial Regex Costs();

    [GeneratedRegex(@"time = Record\((?<place>\d+), time")]
    private static partial Regex Records();

    private static string Declaration(string option) => $$"""
        using DeepVision.Generated;

        [Network(14, 14, 3{{option}})]
        [Conv2D(32, 3), BatchNorm, ReLU]
        [Conv2D(32, 3), ReLU, MaxPool2D(2)]
        [Flatten, Dense(40), ReLU, Dropout(0.5f), Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """;

    private static string Engine(string source) =>
        GeneratorRun.Of(source).Files.Single(file => file.Key.EndsWith(".Cpu.g.cs", StringComparison.Ordinal)).Value;
}
