using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>One run of the generator over a compilation.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        (Driver, Output) = (driver, output);
        Result = driver.GetRunResult();
    }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Errors and warnings of the user's and the generated code together.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)];

    public static GeneratorRun Of(params string[] sources) => Of(TestCompilation.Create(sources));

    public static GeneratorRun Of(CSharpCompilation compilation) => Of(compilation, CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));

    /// <summary>Runs once more after an edit, with what the first run remembers.</summary>
    public GeneratorRun After(CSharpCompilation edited) => Of(edited, Driver);

    private static GeneratorRun Of(CSharpCompilation compilation, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorRun run = new(driver, output);
        GeneratorRunResult result = run.Result.Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return run;
    }
}
