using System.Collections.Immutable;
using System.Text;
using DeepVision.Generated.Generators.Analysis;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Emission.Ilgpu;
using DeepVision.Generated.Generators.Emission.Surface;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.Generators;

/// <summary>
/// Writes two files for each class with [Network] or [OnnxNetwork], the class a user sees and its engine for the CPU, and a third one, its
/// engine for GPUs, where the package that runs it is referenced. This file holds the pipeline only; every step's output is equal by value, so that an edit runs no more steps than it must.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Almost always empty.
        IncrementalValueProvider<ImmutableArray<OnnxFile>> files = context.AdditionalTextsProvider
            .Where(static text => OnnxFile.IsOne(text))
            .Select(static (text, _) => OnnxFile.Of(text))
            .Collect();

        IncrementalValuesProvider<ReadNetwork> declared = Read(context, KnownNames.NetworkAttributeFullName), ofFiles = Read(context, KnownNames.OnnxNetworkAttributeFullName);
        IncrementalValuesProvider<NetworkModel> networks = Infer(declared, files), networksOfFiles = Infer(ofFiles, files);

        // Almost always empty, and then equal to what it was: another network re-runs nothing of those that are there.
        IncrementalValueProvider<FileNames> fileNames = FullNames(networks).Combine(FullNames(networksOfFiles))
            .Select(static (names, _) => FileNames.Of(names.Left.AddRange(names.Right)))
            .WithTrackingName(TrackingNames.FileNames);

        IncrementalValueProvider<IlgpuTarget> target = context.CompilationProvider
            .Select(static (compilation, _) => IlgpuTargetReader.Read(compilation))
            .WithTrackingName(TrackingNames.Target);

        // One list for the assembly, or none.
        IncrementalValuesProvider<EquatableArray<BlockDefinition>> blocks = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => BlockReader.MayBeBlock(node),
                static (syntax, cancellation) => BlockReader.ReadOne(syntax, cancellation))
            .Where(static block => block is { Unusable: null })
            .Select(static (block, _) => block!)
            .Collect()
            .SelectMany(static (blocks, _) => blocks.IsEmpty ? ImmutableArray<EquatableArray<BlockDefinition>>.Empty : [blocks.ToEquatableArray()])
            .WithTrackingName(TrackingNames.Blocks);

        context.RegisterSourceOutput(blocks, static (output, blocks) => output.AddSource(BlocksFile.Name, SourceText.From(BlocksFile.Write(blocks), Encoding.UTF8)));
        Write(context, declared, networks, fileNames, target);
        Write(context, ofFiles, networksOfFiles, fileNames, target);
    }

    /// <summary>The classes with an attribute that makes them networks.</summary>
    private static IncrementalValuesProvider<ReadNetwork> Read(IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (attributed, cancellation) => Read(attributed, cancellation))
        .Where(static network => network is not null)
        .Select(static (network, _) => network!);

    private static IncrementalValuesProvider<NetworkModel> Infer(IncrementalValuesProvider<ReadNetwork> read, IncrementalValueProvider<ImmutableArray<OnnxFile>> files) => read
        .Select(static (network, _) => network.Declaration)
        .WithTrackingName(TrackingNames.Declaration)
        .Combine(files)
        .Select(static (network, _) => OnnxStage.Resolve(network.Left, network.Right))
        .WithTrackingName(TrackingNames.Onnx)
        .Select(static (declaration, _) => NetworkModel.From(declaration))
        .WithTrackingName(TrackingNames.Shapes);

    private static IncrementalValueProvider<ImmutableArray<string>> FullNames(IncrementalValuesProvider<NetworkModel> networks) =>
        networks.Select(static (network, _) => network.Type.FullName).Collect();

    private static void Write(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ReadNetwork> read, IncrementalValuesProvider<NetworkModel> networks,
        IncrementalValueProvider<FileNames> fileNames, IncrementalValueProvider<IlgpuTarget> target)
    {
        IncrementalValuesProvider<SurfaceModel> surfaces = networks
            .Select(static (network, _) => SurfaceModel.From(network))
            .WithTrackingName(TrackingNames.Lowering);

        IncrementalValuesProvider<EngineModel> engines = surfaces
            .Select(static (surface, _) => EngineModel.From(surface))
            .Where(static engine => engine is not null)
            .Select(static (engine, _) => engine!)
            .WithTrackingName(TrackingNames.Engine);

        context.RegisterSourceOutput(read.SelectMany(static (network, _) => network.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        context.RegisterSourceOutput(surfaces.Combine(fileNames), static (output, source) =>
        {
            (SurfaceModel surface, FileNames names) = source;
            if (surface.Network.CanHaveParts)
                output.AddSource(names[surface.Network.Type] + ".g.cs", SourceText.From(SurfaceFile.Write(surface), Encoding.UTF8));
        });
        context.RegisterSourceOutput(engines.Combine(fileNames), static (output, source) =>
        {
            (EngineModel engine, FileNames names) = source;
            output.AddSource(names[engine.Type] + ".Cpu.g.cs", SourceText.From(EngineFile.WriteCpu(engine), Encoding.UTF8));
        });
        var gpuEngines = engines.Combine(fileNames).Combine(target).Where(static source => source.Right.IsKnown);
        context.RegisterSourceOutput(gpuEngines, static (output, source) =>
        {
            ((EngineModel engine, FileNames names), IlgpuTarget target) = source;
            output.AddSource(names[engine.Type] + ".Ilgpu.g.cs", SourceText.From(EngineFile.WriteIlgpu(engine, target), Encoding.UTF8));
        });
    }

    private static ReadNetwork? Read(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
    {
        if (attributed.TargetSymbol is not INamedTypeSymbol symbol
            || DeclarationReader.Read(symbol, Models, cancellation) is not { } source
            // With [Network] on two parts, or with [OnnxNetwork] beside it (errors), the class comes twice; it is written once.
            || source.Network.Parent?.Parent != attributed.TargetNode
            || attributed.Attributes.All(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) != source.Network))
        {
            return null;
        }

        IEnumerable<Problem> problems = DeclarationChecks.Check(source.Declaration).Where(Report.IsOfGenerator);
        return new ReadNetwork(
            source.Declaration,
            problems.Select(problem => Report.Create(problem, source, Models, isHidden: false, cancellation)).ToImmutableArray());

        SemanticModel Models(SyntaxTree tree) => attributed.SemanticModel.Compilation.GetSemanticModel(tree);
    }

    /// <summary>A declaration with what the generator reports about it: next to always nothing. Only diagnostics have places in the source.</summary>
    private sealed record ReadNetwork(NetworkDeclaration Declaration, ImmutableArray<Diagnostic> Diagnostics);
}

/// <summary>Names of the pipeline's steps, for tests of what runs again.</summary>
internal static class TrackingNames
{
    public const string Declaration = "Declaration";
    public const string Onnx = "Onnx";
    public const string Shapes = "Shapes";
    public const string Lowering = "Lowering";
    public const string Engine = "Engine";
    public const string FileNames = "FileNames";
    public const string Blocks = "Blocks";
    public const string Target = "Target";
}
