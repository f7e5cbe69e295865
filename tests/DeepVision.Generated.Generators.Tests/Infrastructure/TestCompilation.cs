using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>Compilations of test sources against the framework and the library, at the highest warning level.</summary>
internal static class TestCompilation
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.Diagnose);

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable,
        // Generated files silence warnings for their users; tests look behind that.
        reportSuppressedDiagnostics: true);

    public static CSharpCompilation Create(params string[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Select((source, index) => Parse(source, index)),
        s_references,
        Options);

    /// <summary>The same in a project that references the package for GPUs.</summary>
    public static CSharpCompilation CreateWithGpu(params string[] sources) => Create(sources).AddReferences(
        MetadataReference.CreateFromFile(typeof(GpuDevice).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILGPU.KernelConfig).Assembly.Location));

    public static SyntaxTree Parse(string source, int index = 0) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Test{index}.cs");
}
