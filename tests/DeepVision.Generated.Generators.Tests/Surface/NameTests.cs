using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>The surface compiles whatever the user calls other things.</summary>
public class NameTests
{
    private const string Net = "[DeepVision.Generated.Network(8), DeepVision.Generated.Dense(4), DeepVision.Generated.SoftmaxCrossEntropy] public partial class Net";

    /// <summary>All but the base of the engine, which stands in the other file.</summary>
    private static readonly string[] s_types = [.. KnownNames.SurfaceTypes.Where(name => name != "NetworkEngine")];

    [Fact]
    public void Types_of_the_same_namespace() =>
        Compiles($"namespace Mine; {Types(s_types)} {Net};", "Mine.Net.g.cs");

    [Fact]
    public void Nested_types_and_members() =>
        Compiles($"namespace Mine; {Net} {{ {Types(s_types.Where(name => name != "Batch" && name != "Device"))} public int Batch => 1; }}", "Mine.Net.g.cs");

    [Fact]
    public void Types_of_an_outer_namespace_and_namespaces_that_look_like_the_librarys() =>
        Compiles($"namespace Mine {{ {Types(s_types)} namespace System {{ }} namespace DeepVision {{ }} namespace Inner {{ {Net.Replace("DeepVision.", "global::DeepVision.")}; }} }}", "Mine.Inner.Net.g.cs");

    [Fact]
    public void Layers_called_like_types() =>
        Compiles("""
            using DeepVision.Generated;
            [Network(8), Dense(4, Name = "initializer"), Dense(4, Name = "step_result"), Dense(4, Name = "training_run"), Dense(4, Name = "tensor_shape"), SoftmaxCrossEntropy]
            public partial class Net;
            """, "Net.g.cs");

    [Fact]
    public void A_class_called_like_a_type() =>
        Compiles("[DeepVision.Generated.Network(8), DeepVision.Generated.Dense(4), DeepVision.Generated.SoftmaxCrossEntropy] public partial class Dataset;", "Dataset.g.cs");

    /// <summary>A generated member that the diagnostics don't know could meet one of the user's without a word.</summary>
    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Sequence)]
    public void All_generated_members_are_known(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        IEnumerable<string> members = run.Output.GetSymbolsWithName(name => name is "DigitNet" or "DefectNet" or "ForecastNet", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single()
            .GetMembers()
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null } and not IMethodSymbol { MethodKind: MethodKind.StaticConstructor } && !member.IsImplicitlyDeclared)
            .Where(member => member is not IPropertySymbol { Type.Name: "LayerWeights" })
            .Select(member => member.Name);
        Assert.Empty(members.Except([.. KnownNames.GeneratedMembers, .. KnownNames.GeneratedMethods.Select(method => method.Name)]));
    }

    private static string Types(IEnumerable<string> names) => string.Join(" ", names.Select(name => $"public class {name};"));

    private static void Compiles(string source, string file)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.DoesNotContain(run.DiagnosticsOutside(".Cpu.g.cs"), diagnostic => Path.GetFileName(diagnostic.Location.SourceTree!.FilePath) == file);
    }
}
