using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Emission;
using DeepVision.Generated.Generators.Emission.Ilgpu;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>
/// The kernels of all layer cases take long to compile and to run. By default only those of the cases in RepresentativeCases.txt are
/// compiled for ILGPU's emulation and for the kernel sanitizer: they stand for all.
/// </summary>
public class RepresentativeCasesTests
{
    [Fact]
    public void They_have_every_kind_of_kernel()
    {
        ILookup<string, KernelFunction> cases = KernelsOfCases();
        string[] representative = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "RepresentativeCases.txt"));
        Assert.All(representative, name => Assert.True(cases.Contains(name), $"RepresentativeCases.txt names {name}, which is no layer case."));

        HashSet<string> kinds = [.. representative.SelectMany(name => cases[name]).Select(KindOf)];
        string[] missing =
        [
            .. cases.SelectMany(kernels => kernels.Select(KindOf).Distinct().Where(kind => !kinds.Contains(kind))
                .Select(kind => $"{kernels.Key} has a kernel of a kind that no case of RepresentativeCases.txt has: {kind}")),
        ];
        Assert.True(missing.Length == 0, string.Join(Environment.NewLine, missing));
    }

    /// <summary>The kernels for GPUs of every layer case, by its name.</summary>
    private static ILookup<string, KernelFunction> KernelsOfCases()
    {
        CSharpCompilation compilation = TestCompilation.Create(
            [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "LayerCases"), "*.cs").Select(file => "global using DeepVision.Generated;\n" + File.ReadAllText(file))]);
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Select(type => DeclarationReader.Read(type, tree => compilation.GetSemanticModel(tree), CancellationToken.None)?.Declaration)
            .OfType<NetworkDeclaration>()
            .SelectMany(declaration => KernelsOf(declaration).Select(kernel => (declaration.Type.Name, kernel)))
            .ToLookup(item => item.Name, item => item.kernel);
    }

    private static IReadOnlyList<KernelFunction> KernelsOf(NetworkDeclaration declaration)
    {
        NetworkModel model = NetworkModel.From(declaration);
        Assert.True(model.Error is null, $"{model.Type.Name}: {model.Error}");
        IlgpuNetwork network = new(LoweredNetwork.Of(model.Graph), new IlgpuTarget(IsKnown: true, IsSmall: false));
        new IlgpuEnginePrinter(new SourceWriter(), network).Print();
        return network.Kernels.Functions;
    }

    /// <summary>What tells kernels apart, whatever their shapes: their operands, how many blocks of shared memory they have, and whether they load vectors.</summary>
    private static string KindOf(KernelFunction kernel) =>
        $"({string.Join(", ", kernel.Parameters.Select(parameter => parameter.Name))}), "
        + $"{kernel.Body.Split("SharedMemory.Allocate").Length - 1} blocks of shared memory{(kernel.Body.Contains(".Cast<", StringComparison.Ordinal) ? ", vectors" : "")}";
}
