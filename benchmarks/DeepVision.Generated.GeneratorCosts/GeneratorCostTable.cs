using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Generators;
using DeepVision.Generated.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.GeneratorCosts;

/// <summary>Prints what the generator writes for some networks, how long it takes once it is warm, and what an edit in another file costs.</summary>
internal static class GeneratorCostTable
{
    private const int Rounds = 5;
    private const int Edits = 25;

    private static readonly CSharpParseOptions s_options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    public static void Write(TextWriter output)
    {
        output.WriteLine("| network | characters for the CPU | generator, s | memory, MB | edit elsewhere, ms | steps of ours that it ran again |");
        output.WriteLine("|---|--:|--:|--:|--:|---|");
        foreach ((string name, string source) in CostedNetworks.All)
            output.WriteLine(Row(name, source));
    }

    private static string Row(string name, string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Costs", [Parse(source, "Net.cs"), Parse("class Other;", "Other.cs")], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        (double seconds, long bytes) = (double.MaxValue, 0);
        GeneratorDriver driver = Driver();
        for (int round = 0; round < Rounds; round++)
        {
            driver = Driver();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            // Without the old compilation's symbols, as a build has it.
            driver = driver.RunGenerators(compilation.Clone());
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        int characters = result.GeneratedSources.Single(file => file.HintName.EndsWith(".Cpu.g.cs", StringComparison.Ordinal)).SourceText.Length;
        (double milliseconds, string steps) = EditElsewhere(driver, compilation);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {characters:N0} | {seconds:0.000} | {bytes / 1e6:N0} | {milliseconds:0.0} | {steps} |");
    }

    /// <summary>The quickest quarter of some edits in a file without a network.</summary>
    private static (double Milliseconds, string Steps) EditElsewhere(GeneratorDriver driver, CSharpCompilation compilation)
    {
        List<double> times = [];
        for (int edit = 0; edit < Edits; edit++)
        {
            SyntaxTree other = compilation.SyntaxTrees[1];
            compilation = compilation.ReplaceSyntaxTree(other, Parse(string.Create(CultureInfo.InvariantCulture, $"class Other {{ int x = {edit}; }}"), "Other.cs"));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        string[] ours = [TrackingNames.Declaration, TrackingNames.Shapes, TrackingNames.Lowering, TrackingNames.Engine, TrackingNames.FileNames, TrackingNames.Target];
        IEnumerable<string> ran = driver.GetRunResult().Results.Single().TrackedSteps
            .Where(step => ours.Contains(step.Key) && step.Value.Any(run => run.Outputs.Any(value => value.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New)))
            .Select(step => step.Key);
        return (times[Edits / 4], string.Join(", ", ran.DefaultIfEmpty("none")));
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()], parseOptions: s_options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_options, path);
}
