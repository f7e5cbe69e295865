using System.Text;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Emission.Ilgpu;
using DeepVision.Generated.Generators.Emission.Surface;
using DeepVision.Generated.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.Generators;

/// <summary>
/// Writes networks as the generator does, but with an engine for the CPU that has no kernels: nearly half of the layer cases' text is
/// theirs. With a file of names among the project's additional files, only the networks that it names are written.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GpuGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkModel> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.NetworkAttributeFullName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => DeclarationReader.Read(
                    (INamedTypeSymbol)attributed.TargetSymbol, tree => attributed.SemanticModel.Compilation.GetSemanticModel(tree), cancellation))
            .Where(static source => source is not null)
            .Select(static (source, _) => NetworkModel.From(source!.Declaration));
        IncrementalValueProvider<IlgpuTarget> target = context.CompilationProvider.Select(static (compilation, _) => IlgpuTargetReader.Read(compilation));
        var names = context.AdditionalTextsProvider
            .SelectMany(static (file, cancellation) => file.GetText(cancellation)!.Lines.Select(line => line.ToString().Trim()))
            .Collect();

        context.RegisterSourceOutput(networks.Combine(target).Combine(names), static (output, source) =>
        {
            ((NetworkModel network, IlgpuTarget target), var names) = source;
            if (!names.IsEmpty && !names.Contains(network.Type.Name))
                return;
            EngineModel engine = EngineModel.From(network) ?? throw new InvalidOperationException($"{network.Type.Name}: {network.Error}");
            Add(output, network, "", SurfaceFile.Write(network));
            Add(output, network, ".Cpu", NoKernels(network.Type));
            Add(output, network, ".Ilgpu", EngineFile.WriteIlgpu(engine, target));
        });
    }

    private static void Add(SourceProductionContext output, NetworkModel network, string part, string text) =>
        output.AddSource($"{network.Type.FullName}{part}.g.cs", SourceText.From(text, Encoding.UTF8));

    private static string NoKernels(TypeHeader type) => $$"""
        namespace {{type.Namespace}};

        partial class {{type.Name}}
        {
            protected override global::DeepVision.Generated.Runtime.NetworkEngine CreateCpuEngine() => new global::DeepVision.Generated.Ilgpu.LayerCases.NoCpuEngine(this);
        }
        """;
}
