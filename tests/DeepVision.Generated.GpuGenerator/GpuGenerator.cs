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
        var names = context.AdditionalTextsProvider
            .SelectMany(static (file, cancellation) => file.GetText(cancellation)!.Lines.Select(line => line.ToString().Trim()))
            .Collect();
        IncrementalValueProvider<IlgpuTarget> target = context.CompilationProvider.Select(static (compilation, _) => IlgpuTargetReader.Read(compilation));
        IncrementalValuesProvider<SurfaceModel> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.NetworkAttributeFullName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => DeclarationReader.Read(
                    (INamedTypeSymbol)attributed.TargetSymbol, tree => attributed.SemanticModel.Compilation.GetSemanticModel(tree), cancellation))
            .Where(static source => source is not null)
            .Select(static (source, _) => source!.Declaration)
            .Combine(names)
            .Where(static source => source.Right.IsEmpty || source.Right.Contains(source.Left.Type.Name))
            .Select(static (source, _) => SurfaceModel.From(NetworkModel.From(source.Left)));

        context.RegisterSourceOutput(networks.Combine(target), static (output, source) =>
        {
            (SurfaceModel surface, IlgpuTarget target) = source;
            EngineModel engine = EngineModel.From(surface) ?? throw new InvalidOperationException($"{surface.Network.Type.Name}: {surface.Network.Error}");
            Add(output, engine.Type, "", SurfaceFile.Write(surface));
            Add(output, engine.Type, ".Cpu", NoKernels(engine.Type));
            Add(output, engine.Type, ".Ilgpu", EngineFile.WriteIlgpu(engine, target));
        });
    }

    private static void Add(SourceProductionContext output, TypeHeader type, string part, string text) =>
        output.AddSource($"{type.FullName}{part}.g.cs", SourceText.From(text, Encoding.UTF8));

    private static string NoKernels(TypeHeader type) => $$"""
        namespace {{type.Namespace}};

        partial class {{type.Name}}
        {
            protected override global::DeepVision.Generated.Runtime.NetworkEngine CreateCpuEngine() => new global::DeepVision.Generated.Ilgpu.LayerCases.NoCpuEngine(this);
        }
        """;
}
