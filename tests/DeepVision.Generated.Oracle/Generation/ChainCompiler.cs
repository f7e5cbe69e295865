using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using DeepVision.Generated.Generators;
using DeepVision.Generated.Oracle.Chains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Oracle.Generation;

/// <summary>Declares chains in a program of their own, runs the generator on it and compiles both, in memory.</summary>
internal sealed class ChainCompiler : IDisposable
{
    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    private readonly AssemblyLoadContext _context = new("chains", isCollectible: true);
    private readonly Assembly? _assembly;

    private ChainCompiler(IReadOnlyList<string> messages, Stream? image)
    {
        Messages = messages;
        if (image is not null)
            _assembly = _context.LoadFromStream(image);
    }

    /// <summary>Errors and warnings. Legal declarations have none.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>Whether there are classes to run.</summary>
    public bool HasClasses => _assembly is not null;

    public static ChainCompiler Compile(IEnumerable<Chain> chains)
    {
        string source = "using DeepVision.Generated;\n\n" + string.Join("\n", chains.Select(chain => chain.Declaration));
        CSharpCompilation declared = CSharpCompilation.Create(
            "Chains" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, s_parseOptions, "Chains.cs")],
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: s_parseOptions)
            .RunGeneratorsAndUpdateCompilation(declared, out Compilation compilation, out ImmutableArray<Diagnostic> generatorDiagnostics);

        using MemoryStream image = new();
        var emitted = compilation.Emit(image);
        string[] messages =
        [
            .. generatorDiagnostics.Concat(emitted.Diagnostics)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                .Select(diagnostic => diagnostic.ToString()),
        ];
        image.Position = 0;
        return new ChainCompiler(messages, emitted.Success ? image : null);
    }

    /// <summary>Makes a network of a chain's class.</summary>
    public Network Create(Chain chain, int seed) =>
        (Network)_assembly!.GetType(chain.Name)!.GetConstructor([typeof(int), typeof(Device)])!.Invoke(BindingFlags.DoNotWrapExceptions, null, [seed, null], null);

    public void Dispose() => _context.Unload();
}
