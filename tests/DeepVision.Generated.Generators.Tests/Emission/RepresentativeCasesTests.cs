using System.Text.RegularExpressions;
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
public partial class RepresentativeCasesTests
{
    /// <summary>Whatever a printer can write stands in one of their kernels, for one shape at least.</summary>
    [Fact]
    public void They_have_every_line_that_kernels_are_made_of()
    {
        ILookup<string, KernelFunction> cases = KernelsOfCases();
        string[] representative = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "RepresentativeCases.txt"));
        Assert.All(representative, name => Assert.True(cases.Contains(name), $"RepresentativeCases.txt names {name}, which is no layer case."));

        HashSet<string> lines = [.. representative.SelectMany(name => cases[name]).SelectMany(LinesOf)];
        string[] missing =
        [
            .. cases.SelectMany(kernels => kernels.SelectMany(LinesOf).Distinct().Where(line => !lines.Contains(line)).Select(line => (line, name: kernels.Key)))
                .GroupBy(item => item.line, item => item.name)
                .Select(names => $"{names.Key}    in {string.Join(", ", names.Distinct())}"),
        ];
        Assert.True(missing.Length == 0, "RepresentativeCases.txt needs cases with these lines of kernels:" + Environment.NewLine + string.Join(Environment.NewLine, missing));
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

    /// <summary>What a kernel does, its operands and its statements, whatever their numbers.</summary>
    private static IEnumerable<string> LinesOf(KernelFunction kernel) => kernel.Body.Split('\n')
        .Prepend($"({string.Join(", ", kernel.Parameters.Select(parameter => parameter.Name))})")
        .Prepend(kernel.Summary)
        .Select(line => NumberPattern().Replace(line.Trim(), "#"));

    [GeneratedRegex(@"0x[0-9A-F]+|\d+(\.\d+)?(E[-+]?\d+)?[fuL]?")]
    private static partial Regex NumberPattern();
}
