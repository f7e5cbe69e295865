using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>The engine's code compiles whatever the user calls other things.</summary>
public class EngineNameTests
{
    /// <summary>A small network that calls most of the library's kernels.</summary>
    private const string Attributes = """
        [DeepVision.Generated.Network(8, 8, 2)]
        [DeepVision.Generated.Conv2D(4, 3, Groups = 2), DeepVision.Generated.BatchNorm, DeepVision.Generated.Tanh, DeepVision.Generated.MaxPool2D(2)]
        [DeepVision.Generated.Dropout(0.5f), DeepVision.Generated.Flatten, DeepVision.Generated.Dense(3), DeepVision.Generated.SoftmaxCrossEntropy]
        """;

    [Fact]
    public void Types_of_the_same_namespace() => Compiles($"namespace Mine; {Attributes} public partial class Net; {Types()}");

    [Fact]
    public void Nested_types() => Compiles($"namespace Mine; {Attributes} public partial class Net {{ {Types()} }}");

    [Fact]
    public void Members() => Compiles($"namespace Mine; {Attributes} public partial class Net {{ public int Math => 1; public void Unsafe() {{ }} private readonly int Vector512 = 2; }}");

    [Fact]
    public void Layers() => Compiles(Attributes.Replace("Dense(3)", "Dense(3, Name = \"math\")").Replace("BatchNorm", "BatchNorm(Name = \"unsafe\")") + " public partial class Net;");

    [Fact]
    public void Names_are_short_where_they_can_be()
    {
        string engine = GeneratorRun.Of($"{Attributes} public partial class Net; class Math;").Files["Net.Cpu.g.cs"];
        Assert.Contains(" global::System.Math.Min(", engine);
        Assert.DoesNotContain(" Math.", engine);
        Assert.Contains("[MethodImpl(MethodImplOptions.AggressiveOptimization)]", engine);
        Assert.Contains(" Vector512.", engine);
    }

    /// <summary>A type that the list lacks could mean one of the user's.</summary>
    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Sequence)]
    public void All_named_types_are_known(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        SyntaxTree file = run.Output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(".Cpu.g.cs", StringComparison.Ordinal));
        SemanticModel model = run.Output.GetSemanticModel(file);
        IEnumerable<string> named = file.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax)
            .OfType<SimpleNameSyntax>()
            .Where(name => name.Parent is not (QualifiedNameSyntax or AliasQualifiedNameSyntax) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name))
            .Where(name => model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { ContainingType: null, SpecialType: SpecialType.None } or IMethodSymbol { MethodKind: MethodKind.Constructor })
            .Select(name => name.Identifier.ValueText)
            .Distinct();
        string network = run.Files.Keys.Single(name => name.EndsWith(".Cpu.g.cs", StringComparison.Ordinal)).Split('.')[^4];
        Assert.Equal([], named.Except([.. KnownNames.EngineTypes, network]).Order());
    }

    private static string Types() => string.Join(" ", KnownNames.EngineTypes.Select(name => $"public class {name};"));

    private static void Compiles(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        SyntaxTree file = run.Output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(".Cpu.g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Output.GetSemanticModel(file).GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }
}
