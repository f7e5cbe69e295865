using DeepVision.Generated.RandomDeclarations;
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

    /// <summary>Errors and warnings of the user's and the generated code together, those that generated code silences included.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => [.. NullableWarnings.In(Output).GetDiagnostics().Where(IsWarning)];

    /// <summary>Errors and warnings in generated files.</summary>
    public IReadOnlyList<Diagnostic> WarningsOfGeneratedCode =>
        [.. CompilerDiagnostics.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ?? true)];

    /// <summary>As <see cref="CompilerDiagnostics"/>, without a look into files whose name ends like this.</summary>
    public IReadOnlyList<Diagnostic> DiagnosticsOutside(string ending)
    {
        Compilation output = NullableWarnings.In(Output);
        return
        [
            .. output.SyntaxTrees.Where(tree => !tree.FilePath.EndsWith(ending, StringComparison.Ordinal))
                .SelectMany(tree => output.GetSemanticModel(tree).GetDiagnostics())
                .Where(IsWarning),
        ];
    }

    /// <summary>Generated code does have aliases in small letters.</summary>
    private static bool IsWarning(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic is { Id: "CS8981", IsSuppressed: true });

    public static GeneratorRun Of(params string[] sources) => Of(TestCompilation.Create(sources));

    public static GeneratorRun Of(CSharpCompilation compilation, params AdditionalText[] files) => Of(compilation, CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        additionalTexts: files,
        parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options ?? TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));

    /// <summary>Runs once more after an edit, with what the first run remembers.</summary>
    public GeneratorRun After(CSharpCompilation edited) => Of(edited, Driver);

    /// <summary>Runs once more after an edit of an additional file.</summary>
    public GeneratorRun After(CSharpCompilation compilation, AdditionalText old, AdditionalText @new) => Of(compilation, Driver.ReplaceAdditionalText(old, @new));

    private static GeneratorRun Of(CSharpCompilation compilation, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorRun run = new(driver, output);
        GeneratorRunResult result = run.Result.Results.Single();
        Assert.Null(result.Exception);
        return run;
    }
}
