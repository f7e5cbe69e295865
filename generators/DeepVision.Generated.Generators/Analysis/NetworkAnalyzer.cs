using System.Collections.Immutable;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Onnx;
using DeepVision.Generated.Generators.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepVision.Generated.Generators.Analysis;

/// <summary>
/// Reports what is wrong with networks, on the attribute or argument that is to blame. It runs the same first stages as
/// the generator, which reports next to nothing itself (see <see cref="Report"/>): a location kept in a generator's model
/// would ignore <c>#pragma</c> and .editorconfig, and IDEs run analyzers while the user types.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationDiagnostics.ClassNotPartial, DeclarationDiagnostics.ContainingTypeNotPartial, DeclarationDiagnostics.UnsupportedClass,
        DeclarationDiagnostics.OwnBaseClass, DeclarationDiagnostics.NoLayers, DeclarationDiagnostics.LayersOnSeveralParts,
        DeclarationDiagnostics.InvalidInputShape, DeclarationDiagnostics.InvalidName, DeclarationDiagnostics.DuplicateName,
        DeclarationDiagnostics.UnknownInput, DeclarationDiagnostics.ReadTooEarly, DeclarationDiagnostics.MemberCollision,
        DeclarationDiagnostics.LayersWithoutNetwork, DeclarationDiagnostics.MisspeltLayer, DeclarationDiagnostics.ClassCalledLikeMember,
        DeclarationDiagnostics.RequiredMember, DeclarationDiagnostics.PrimaryConstructor, DeclarationDiagnostics.OldLanguage,
        DeclarationDiagnostics.BranchNotJoined, DeclarationDiagnostics.JoinOfOne, DeclarationDiagnostics.ShortcutAlone,
        DeclarationDiagnostics.UnusableBlock, DeclarationDiagnostics.RecursiveBlock, DeclarationDiagnostics.UnreadableBlock,
        DeclarationDiagnostics.BlockWithoutValue, DeclarationDiagnostics.UnreadLayer, DeclarationDiagnostics.TooManyLayers, DeclarationDiagnostics.UnreadInput,
        DeclarationDiagnostics.IncludeOfNoNetwork, DeclarationDiagnostics.UnknownIncludedLayer, DeclarationDiagnostics.IncludeCycle,
        OnnxDiagnostics.FileNotFound, OnnxDiagnostics.SeveralFiles, OnnxDiagnostics.NotReadable, OnnxDiagnostics.UnsupportedNode,
        OnnxDiagnostics.UnusableInput, OnnxDiagnostics.UnknownNode, OnnxDiagnostics.SeveralOutputs, OnnxDiagnostics.BesideNetwork,
        DeclarationDiagnostics.IncludedInputMissing, DeclarationDiagnostics.IncludeNotFirst, ShapeDiagnostics.IncludedInputDiffers,
        ShapeDiagnostics.ArgumentOutOfRange, ShapeDiagnostics.NeedsImage, ShapeDiagnostics.WindowTooLarge, ShapeDiagnostics.NeedsVector,
        ShapeDiagnostics.GroupsDoNotDivide, ShapeDiagnostics.PaddingTwice, ShapeDiagnostics.AxesTwice, ShapeDiagnostics.TooLarge, ShapeDiagnostics.PoolPaddingTooLarge,
        ShapeDiagnostics.MaxWindowTooLarge, ShapeDiagnostics.ReshapeLosesValues, ShapeDiagnostics.ShapesDiffer, ShapeDiagnostics.ShortcutDoesNotFit, ShapeDiagnostics.SizesDiffer, ShapeDiagnostics.FactorsDiffer,
        ShapeDiagnostics.InitializerTakesNoArgument, ShapeDiagnostics.NeedsSequence, ShapeDiagnostics.TokensAreComputed, ShapeDiagnostics.NeedsTokens,
        ShapeDiagnostics.BackwardsBothWays, ShapeDiagnostics.NothingToMerge, ShapeDiagnostics.MixesSteps, ShapeDiagnostics.NoSteps, ShapeDiagnostics.LossOverSteps,
        ShapeDiagnostics.HeadsDoNotDivide, ShapeDiagnostics.TooManyAttended, ShapeDiagnostics.QueriesAndKeysDiffer, ShapeDiagnostics.KeysAndValuesDiffer, ShapeDiagnostics.LossOverImages,
        ShapeDiagnostics.TooFewSteps,
        LossDiagnostics.MissingLoss, LossDiagnostics.LossNotLast, LossDiagnostics.SecondLoss, LossDiagnostics.SoftmaxTwice,
        LossDiagnostics.SigmoidMissing, LossDiagnostics.ClassWeightsLength, LossDiagnostics.NeedsScores, LossDiagnostics.DebugBuild,
        LossDiagnostics.NothingPredicts, LossDiagnostics.LossBesideOthers, LossDiagnostics.AuxiliaryKind, LossDiagnostics.AuxiliaryShape,
        LossDiagnostics.IgnoredLabelWithoutPixels, LossDiagnostics.AuxiliaryIgnoredLabel, LossDiagnostics.BaseClassOfOtherInput,
        LossDiagnostics.NothingTrains, LossDiagnostics.CustomLossNotAlone, LossDiagnostics.NeverLearns,
        LossDiagnostics.NeedsClassVector, LossDiagnostics.SoftmaxMissing, LossDiagnostics.OptionNeedsLabels, LossDiagnostics.BalancedAndGiven,
        LossDiagnostics.DiceNeedsProbabilities, LossDiagnostics.IgnoredLabelOfBinary, LossDiagnostics.EmbeddingNoVector,
        LossDiagnostics.PenaltyWithoutFactor, LossDiagnostics.OptionWithoutWeights,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.Symbol;
#pragma warning disable RS1030 // Attributes and blocks may stand in other files than the symbol's first part; only they need a model.
        SemanticModelProvider models = tree => context.Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        if (DeclarationReader.Read(symbol, models, context.CancellationToken) is not { } source)
        {
            if (DeclarationReader.FirstLayer(symbol, context.CancellationToken) is { } layer)
                context.ReportDiagnostic(Diagnostic.Create(DeclarationDiagnostics.LayersWithoutNetwork, layer.GetLocation(), symbol.Name));
            return;
        }

        NetworkDeclaration declaration = source.Declaration;
        if (declaration.BeginsWithOnnx)
            declaration = OnnxStage.Resolve(declaration, [.. context.Options.AdditionalFiles.Where(OnnxFile.IsOne).Select(OnnxFile.Of)]);
        foreach (Problem problem in ShapeInference.Infer(declaration).Problems)
        {
            context.ReportDiagnostic(Report.Create(problem, source, models, isHidden: Report.IsOfGenerator(problem), context.CancellationToken));
        }

        if (context.Compilation.Options.OptimizationLevel == OptimizationLevel.Debug)
            context.ReportDiagnostic(Diagnostic.Create(LossDiagnostics.DebugBuild, source.Network.GetLocation(), symbol.Name));
    }
}
