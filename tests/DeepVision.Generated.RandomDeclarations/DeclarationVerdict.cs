using System.Collections.Immutable;
using System.Globalization;
using DeepVision.Generated.Generators;
using DeepVision.Generated.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>What the compiler makes of a declaration with the generator and the analyzer.</summary>
/// <param name="Reported">Ids of the library's errors.</param>
/// <param name="Faults">What must not be: warnings and errors of C#'s, two of ours for one place, a program that can't be written.</param>
internal sealed record DeclarationVerdict(IReadOnlyList<string> Reported, IReadOnlyList<string> Faults)
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Network).Assembly.Location),
    ];

    private static readonly ImmutableArray<MetadataReference> s_gpuReferences =
    [
        MetadataReference.CreateFromFile(typeof(GpuDevice).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILGPU.KernelConfig).Assembly.Location),
    ];

    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("Empty", references: [.. s_references, .. s_gpuReferences]);

    /// <summary>Whether a referenced assembly has a type or a namespace of this name.</summary>
    public static bool Knows(string fullName)
    {
        INamespaceSymbol? space = s_empty.GlobalNamespace;
        foreach (string part in fullName.Split('.'))
            space = space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        return space is not null || s_empty.GetTypesByMetadataName(fullName).Length > 0;
    }

    /// <summary>Whether C# allows what the user wrote, as far as that can be said without the generated part: base classes and constructors come with it.</summary>
    public static bool IsLegal(RandomDeclaration declaration) =>
        Compile(declaration).GetDiagnostics().All(diagnostic => !IsError(diagnostic) || diagnostic.Id is "CS0534" or "CS0535" or "CS1729" or "CS7036");

    public static DeclarationVerdict Of(RandomDeclaration declaration)
    {
        CSharpCompilation user = Compile(declaration);
        HashSet<string> before = [.. user.GetDiagnostics().Select(Show)];
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Parse(declaration))
            .RunGeneratorsAndUpdateCompilation(user, out Compilation output, out _);
        GeneratorRunResult run = driver.GetRunResult().Results.Single();
        if (run.Exception is { } exception)
            return new DeclarationVerdict([], ["The generator fails: " + exception]);

        // An error of the generator's ends the compiler's work before analyzers run and methods are compiled.
        Diagnostic[] ours = [.. run.Diagnostics.Where(IsError)];
        List<string> faults = [];
        if (ours.Length == 0)
        {
            ours = [.. Analyze(WithoutEngines(output)).Where(IsError)];
            faults.AddRange(NullableWarnings.In(output).GetDiagnostics().Where(diagnostic => IsFault(diagnostic) && !before.Contains(Show(diagnostic))).Select(Show));
            if (ours.Length == 0 && faults.Count == 0)
                faults.AddRange(output.Emit(Stream.Null).Diagnostics.Where(IsError).Select(Show));
        }

        faults.AddRange(ours.GroupBy(diagnostic => (diagnostic.Id, diagnostic.Location)).Where(group => group.Count() > 1)
            .Select(group => "The same error twice: " + string.Join("; ", group.Select(Show))));
        faults.AddRange(ours.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.StartsWith("File", StringComparison.Ordinal) != true)
            .Select(diagnostic => "An error of ours outside the user's files: " + Show(diagnostic)));
        return new DeclarationVerdict([.. ours.Select(diagnostic => diagnostic.Id)], faults);
    }

    private static CSharpParseOptions Parse(RandomDeclaration declaration) =>
        CSharpParseOptions.Default.WithLanguageVersion(declaration.Language).WithDocumentationMode(DocumentationMode.Diagnose);

    private static CSharpCompilation Compile(RandomDeclaration declaration) => CSharpCompilation.Create(
        "Random",
        declaration.Sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, Parse(declaration), $"File{index.ToString(CultureInfo.InvariantCulture)}.cs")),
        declaration.IsForGpu ? [.. s_references, .. s_gpuReferences] : s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999, allowUnsafe: true,
            checkOverflow: declaration.IsChecked, nullableContextOptions: declaration.Nullable, reportSuppressedDiagnostics: true));

    /// <summary>The analyzer looks at declarations only; kernels would cost it time.</summary>
    private static Compilation WithoutEngines(Compilation output) => output.RemoveSyntaxTrees(output.SyntaxTrees.Where(tree =>
        tree.FilePath.EndsWith(".Cpu.g.cs", StringComparison.Ordinal) || tree.FilePath.EndsWith(".Ilgpu.g.cs", StringComparison.Ordinal)));

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation) => compilation
        .WithAnalyzers([new NetworkAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>
    /// An error or a warning; in generated code one that is silenced, too, but for names in small letters, which the user chose
    /// and is warned about himself.
    /// </summary>
    private static bool IsFault(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning
        && (!diagnostic.IsSuppressed || (diagnostic.Id != "CS8981" && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));

    private static string Show(Diagnostic diagnostic) =>
        $"{diagnostic.Location.GetLineSpan()}: {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
