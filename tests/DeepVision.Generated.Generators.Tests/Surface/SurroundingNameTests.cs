using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>All three files compile whatever the user calls other things: here, everything that they name themselves.</summary>
public class SurroundingNameTests
{
    /// <summary>A small network that calls most of the library's kernels.</summary>
    private const string Attributes = """
        [global::DeepVision.Generated.Network(8, 8, 2)]
        [global::DeepVision.Generated.Conv2D(4, 3, Groups = 2), global::DeepVision.Generated.BatchNorm, global::DeepVision.Generated.Tanh, global::DeepVision.Generated.MaxPool2D(2)]
        [global::DeepVision.Generated.Dropout(0.5f), global::DeepVision.Generated.Flatten, global::DeepVision.Generated.Dense(16), global::DeepVision.Generated.ReLU]
        [global::DeepVision.Generated.Dense(3), global::DeepVision.Generated.SoftmaxCrossEntropy]
        """;

    /// <summary>Types and namespaces that generated code names, and members that it calls.</summary>
    private static readonly string[] s_names = NamesIn(Run($"{Attributes} public partial class Net;"));

    [Fact]
    public void Types_of_the_same_namespace() => Compiles($"namespace Mine; {Attributes} public partial class Net; {Types("")}");

    [Fact]
    public void Types_of_an_outer_namespace() => Compiles($"namespace Mine {{ {Types("")} namespace Inner {{ {Attributes} public partial class Net; }} }}");

    [Fact]
    public void Namespaces_inside_its_own() => Compiles($"namespace Mine {{ {Attributes} public partial class Net; }} {Namespaces("Mine.")}");

    [Fact]
    public void Nested_types() => Compiles($"namespace Mine; {Attributes} public partial class Net {{ {Types("new ", KnownNames.InheritedMembers)} }}");

    [Fact]
    public void Types_of_a_type_around_it() => Compiles($"namespace Mine; public partial struct Outer {{ {Attributes} public partial class Net; {Types("")} }}");

    [Fact]
    public void Members() => Compiles($"namespace Mine; {Attributes} public partial class Net {{ {Each(name => $"{Hides(name)} private readonly int {name} = 1;")} }}");

    [Fact]
    public void Types_that_a_global_using_brings() => Compiles($"global using Theirs; namespace Theirs {{ {Types("")} }} namespace Mine {{ {Attributes} public partial class Net; }}");

    [Fact]
    public void Types_called_like_words_of_the_language() => Compiles(
        $$"""global using Theirs; namespace Theirs { public class @nint; public class @nuint; public class @var; public class @dynamic; public class @unmanaged; } namespace Mine { {{Attributes}} public partial class Net; }""");

    [Fact]
    public void Aliases_of_the_whole_program() => Compiles(
        $"{Each(name => $"global using {name} = Theirs.Thing;")} namespace Theirs {{ public class Thing; }} namespace Mine {{ {Attributes} public partial class Net; }}");

    [Fact]
    public void Types_that_the_user_adds_to_the_librarys_namespace_and_to_the_frameworks() => Compiles(
        $"namespace DeepVision.Generated {{ public class Math; public class Unsafe; public class Vector512; public class Declared; public class Engine; public class Kernels; }} "
        + $"namespace System {{ public class Unsafe2; public class CpuWorker; public class Vector512; public class Network; }} {Attributes} public partial class Net;");

    [Fact]
    public void Layers() => Compiles($$"""
        [global::DeepVision.Generated.Network(8, 8, 2)]
        {{string.Concat(s_names.Where(name => !KnownNames.InheritedMembers.Contains(name) && !Generated(name)).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => $"[global::DeepVision.Generated.BatchNorm(Name = \"{name}\")]\n"))}}
        [global::DeepVision.Generated.Flatten, global::DeepVision.Generated.Dense(3), global::DeepVision.Generated.SoftmaxCrossEntropy] public partial class Net;
        """);

    [Theory]
    [InlineData("@class")]
    [InlineData("@event.@record.@await")]
    [InlineData("@partial.@file")]
    public void Keywords(string name)
    {
        string last = name.Split('.')[^1];
        Compiles($"namespace {name} {{ public partial interface @where {{ public partial struct @required {{ {Attributes} public sealed partial class {last} {{ private int @in, @base; }} }} }} }}");
    }

    [Fact]
    public void Hidden_methods_of_the_base_class() => Compiles($$"""
        {{Attributes}}
        public partial class Net
        {
            private new readonly global::System.Action<global::DeepVision.Generated.Batch, global::DeepVision.Generated.Optimizer> Step = (batch, optimizer) => { };
            private new int GetLayer(int index) => index;
            private new int BeginTraining(global::DeepVision.Generated.Dataset data, object a, object b, object c) => 1;
            private new void LoadWeights(string path) { }
            public new void Dispose() => base.Dispose();
        }
        """);

    /// <summary>A generated member that the diagnostics don't know could meet one of the user's without a word.</summary>
    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Sequence)]
    public void All_generated_members_are_known(string source)
    {
        IEnumerable<string> members = Run(source).Output.GetSymbolsWithName(name => name is "DigitNet" or "DefectNet" or "ForecastNet", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single()
            .GetMembers()
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null } and not IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.ExplicitInterfaceImplementation } && !member.IsImplicitlyDeclared)
            .Where(member => member is not IPropertySymbol { Type.Name: "LayerWeights" })
            .Select(member => member.Name);
        Assert.Equal([], members.Where(name => !Generated(name)));
    }

    private static bool Generated(string name) =>
        KnownNames.GeneratedMembers.Contains(name) || KnownNames.GeneratedMethods.Any(method => method.Name == name);

    private static string Each(Func<string, string> text) => string.Join(" ", s_names.Where(name => !Generated(name)).Select(text));

    private static string Hides(string name) => KnownNames.InheritedMembers.Contains(name) ? "new" : "";

    private static string Types(string modifier, params string[] modified) =>
        Each(name => $"public {(modified.Contains(name) ? modifier : "")}class {name};");

    private static string Namespaces(string prefix) => Each(name => $"namespace {prefix}{name} {{ public class Thing; }}");

    /// <summary>Every name of a type, a namespace or an inherited member in the three files.</summary>
    private static string[] NamesIn(GeneratorRun run) =>
    [
        .. run.Output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(tree => NamesIn(tree, run.Output.GetSemanticModel(tree)))
            .Where(name => name != "Net").Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> NamesIn(SyntaxTree tree, SemanticModel model) => tree.GetRoot().DescendantNodes()
        .OfType<SimpleNameSyntax>()
        .Where(name => model.GetSymbolInfo(name).Symbol is INamespaceOrTypeSymbol { Name.Length: > 0 } and not INamedTypeSymbol { SpecialType: not SpecialType.None }
            or IMethodSymbol { MethodKind: MethodKind.Constructor }
            || model.GetSymbolInfo(name).Symbol?.ContainingType?.Name is "Network")
        .Select(name => name.Identifier.ValueText);

    private static GeneratorRun Run(string source) => GeneratorRun.Of(TestCompilation.CreateWithGpu(source));

    private static void Compiles(string source)
    {
        GeneratorRun run = Run(source);
        Assert.Equal(3, run.Files.Count);
        Assert.Equal([], run.WarningsOfGeneratedCode);
    }
}
