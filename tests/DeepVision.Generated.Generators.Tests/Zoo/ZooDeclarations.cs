using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Zoo;

/// <summary>The published architectures as their declarations tell them. No kernel is generated here, which would take minutes to compile.</summary>
internal static class ZooDeclarations
{
    /// <summary>The package's sources.</summary>
    public static CSharpCompilation Compilation { get; } = TestCompilation.Create(
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Zoo"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    /// <summary>Its networks, by their names.</summary>
    public static IReadOnlyDictionary<string, NetworkDeclaration> Networks { get; } = Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
        .Select(type => DeclarationReader.Read(type, tree => Compilation.GetSemanticModel(tree), CancellationToken.None)?.Declaration)
        .OfType<NetworkDeclaration>()
        .ToDictionary(declaration => declaration.Type.Name);
}
