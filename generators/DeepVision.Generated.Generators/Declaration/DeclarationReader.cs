using System.Collections.Immutable;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>A declaration together with the syntax it was read from. Only the analyzer keeps the syntax, to point at it.</summary>
internal sealed record DeclarationSource(
    NetworkDeclaration Declaration,
    INamedTypeSymbol Symbol,
    AttributeSyntax Network,
    ImmutableArray<AttributeSyntax> Inputs,
    ImmutableArray<AttributeSyntax> Layers,
    ImmutableDictionary<BlockPlace, SyntaxNode> BlockPlaces);

/// <summary>Reads a network's declaration from its symbol: the only code besides the analyzer that sees symbols.</summary>
internal static class DeclarationReader
{
    /// <summary>The declaration of a class with [Network] or [OnnxNetwork]; null for any other.</summary>
    /// <param name="symbol">The class.</param>
    /// <param name="models">Give the blocks' base calls; asked only where there are blocks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static DeclarationSource? Read(INamedTypeSymbol symbol, SemanticModelProvider models, CancellationToken cancellation)
    {
        if (NetworkAttributeOf(symbol) is not { } network || network.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax networkSyntax)
            return null;
        BlockReader blocks = new(models, cancellation);
        List<(LayerDeclaration Layer, AttributeSyntax? Syntax)> layers = ReadLayers(symbol, network, blocks, new IncludeReader(models, [symbol], cancellation), cancellation);
        List<(InputDeclaration Input, AttributeSyntax? Syntax)> inputs = ReadFurtherInputs(symbol, cancellation);
        NetworkDeclaration declaration = Declare(
            TypeReader.ReadHeader(symbol, cancellation), TypeReader.ReadFacts(symbol, cancellation), network, inputs.Select(input => input.Input), layers.Select(layer => layer.Layer), blocks) with
        {
            IsDeclaredTwice = AttributeOf(symbol, KnownNames.NetworkAttribute) is not null && AttributeOf(symbol, KnownNames.OnnxNetworkAttribute) is not null,
            SharesKernels = symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.SharesKernelsFullName),
        };
        return new DeclarationSource(declaration, symbol, networkSyntax, [.. inputs.Select(input => input.Syntax!)], [.. layers.Select(layer => layer.Syntax!)], blocks.Places);
    }

    /// <summary>The layers of a network that another one includes, of this compilation or of a referenced assembly; null for any other class.</summary>
    /// <param name="symbol">The class.</param>
    /// <param name="models">Give the blocks' base calls.</param>
    /// <param name="around">The class, and in front of it the networks that include it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static NetworkDeclaration? ReadIncluded(
        INamedTypeSymbol symbol, SemanticModelProvider models, ImmutableArray<INamedTypeSymbol> around, CancellationToken cancellation)
    {
        if (NetworkAttributeOf(symbol) is not { } network)
            return null;
        BlockReader blocks = new(models, cancellation);
        List<(LayerDeclaration Layer, AttributeSyntax? Syntax)> layers = ReadLayers(symbol, network, blocks, new IncludeReader(models, around, cancellation), cancellation);
        // What may be wrong with the class itself is said there, and its documentation changes nothing here.
        TypeHeader header = TypeReader.ReadHeader(symbol, cancellation) with { HasSummary = false, HasRemarks = false };
        return Declare(header, ClassFacts.None, network, ReadFurtherInputs(symbol, cancellation).Select(input => input.Input), layers.Select(layer => layer.Layer), blocks);
    }

    /// <summary>The attribute that makes a class a network: [Network], or else [OnnxNetwork].</summary>
    private static AttributeData? NetworkAttributeOf(INamedTypeSymbol symbol) => symbol.TypeKind == TypeKind.Class
        ? AttributeOf(symbol, KnownNames.NetworkAttribute) ?? AttributeOf(symbol, KnownNames.OnnxNetworkAttribute)
        : null;

    private static AttributeData? AttributeOf(INamedTypeSymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => IsLibraryType(attribute.AttributeClass, name));

    /// <summary>Layers and losses in source order; those of a referenced assembly have no syntax, and metadata keeps the order.</summary>
    private static List<(LayerDeclaration Layer, AttributeSyntax? Syntax)> ReadLayers(
        INamedTypeSymbol symbol, AttributeData network, BlockReader blocks, IncludeReader includes, CancellationToken cancellation)
    {
        // Parts in the order of their files; within a file in the order of the text.
        List<SyntaxNode> parts = [.. symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))];
        List<(LayerDeclaration Layer, AttributeSyntax? Syntax)> layers = [];
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            AttributeSyntax? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
            if (syntax is null && parts.Count > 0)
                continue;
            int part = parts.FindIndex(part => part == syntax?.Parent?.Parent);
            LayerDeclaration? layer = IsLayerOrLoss(attribute.AttributeClass)
                ? AttributeReader.Read(attribute, part, network.AttributeClass!.ContainingAssembly, blocks, includes) with
                {
                    OptionWithoutWeights = OptionWithoutWeights(attribute.AttributeClass!, syntax, network.AttributeClass.ContainingNamespace),
                }
                : syntax is null ? null : AttributeReader.ReadUnknown(attribute, syntax, part, network.AttributeClass!.ContainingNamespace);
            if (layer is not null)
                layers.Add((layer, syntax));
        }

        layers = [.. layers.OrderBy(layer => layer.Layer.Part).ThenBy(layer => layer.Syntax?.SpanStart ?? 0)];
        if (!IsLibraryType(network.AttributeClass, KnownNames.OnnxNetworkAttribute))
            return layers;
        // The attribute stands for the layers of the file, in front of all others. Alone it makes a network that predicts.
        AttributeSyntax? file = network.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        int firstPart = layers.Count == 0 ? 0 : layers[0].Layer.Part;
        if (layers.Count == 0)
            layers.Add((new LayerDeclaration(KnownNames.CustomLoss, IsLoss: true, firstPart, Compiles: true, []), file));
        layers.Insert(0, (AttributeReader.Read(network, firstPart, network.AttributeClass!.ContainingAssembly, blocks, includes) with { Kind = KnownNames.OnnxNetwork }, file));
        return layers;
    }

    /// <summary>The first argument that the class has no property for, but layers with weights have.</summary>
    private static string? OptionWithoutWeights(INamedTypeSymbol type, AttributeSyntax? syntax, INamespaceSymbol library)
    {
        return syntax?.ArgumentList?.Arguments
            .Select(argument => argument.NameEquals?.Name.Identifier.ValueText)
            .FirstOrDefault(name => name is not null && !HasProperty(type, name) && HasProperty(library.GetTypeMembers(KnownNames.WeightedLayer).FirstOrDefault(), name));

        static bool HasProperty(INamedTypeSymbol? type, string name) =>
            type is not null && (type.GetMembers(name).Any(member => member is IPropertySymbol) || HasProperty(type.BaseType, name));
    }

    /// <summary>The inputs beside the network's own, in source order.</summary>
    private static List<(InputDeclaration Input, AttributeSyntax? Syntax)> ReadFurtherInputs(INamedTypeSymbol symbol, CancellationToken cancellation) =>
    [
        .. symbol.GetAttributes()
            .Where(attribute => IsLibraryType(attribute.AttributeClass, KnownNames.InputAttribute))
            .Select(attribute => (Input: ReadFurtherInput(attribute), Syntax: attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax))
            .OrderBy(input => input.Syntax?.SpanStart ?? 0),
    ];

    private static NetworkDeclaration Declare(
        TypeHeader header, ClassFacts facts, AttributeData network, IEnumerable<InputDeclaration> furtherInputs, IEnumerable<LayerDeclaration> layers, BlockReader blocks) =>
        new(header, facts, ReadInput(network), layers.ToEquatableArray())
        {
            FurtherInputs = [.. furtherInputs, .. Has(network, KnownNames.VariableLength, true) ? [InputDeclaration.Lengths] : Array.Empty<InputDeclaration>()],
            Winograd = !Has(network, KnownNames.Winograd, false),
            Profile = Has(network, KnownNames.Profile, true),
            Blocks = blocks.Definitions,
        };

    /// <summary>The first layer or loss on a class.</summary>
    public static AttributeSyntax? FirstLayer(INamedTypeSymbol symbol, CancellationToken cancellation) =>
        symbol.GetAttributes().FirstOrDefault(attribute => IsLayerOrLoss(attribute.AttributeClass))
            ?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    private static EquatableArray<int> ReadInput(AttributeData network) => ReadDimensions(network, network.ConstructorArguments);

    private static InputDeclaration ReadFurtherInput(AttributeData input) => new(
        input.ConstructorArguments.FirstOrDefault().Value as string ?? "",
        ReadDimensions(input, input.ConstructorArguments.Skip(1)));

    private static EquatableArray<int> ReadDimensions(AttributeData attribute, IEnumerable<TypedConstant> arguments) =>
        attribute.AttributeConstructor is null || arguments.Any(argument => argument.Kind == TypedConstantKind.Array || argument.Value is not int)
            ? []
            : arguments.Select(argument => (int)argument.Value!).ToEquatableArray();

    private static bool Has(AttributeData attribute, string option, bool value) =>
        attribute.NamedArguments.Any(argument => argument.Key == option && argument.Value.Value is bool given && given == value);

    /// <summary>Whether a class is what networks are written with.</summary>
    internal static bool IsLayerOrLoss(INamedTypeSymbol? type) => Derives(type, KnownNames.GraphElement) || Derives(type, KnownNames.Loss);

    /// <summary>Whether a class derives from one of the library's.</summary>
    internal static bool Derives(INamedTypeSymbol? type, string name)
    {
        for (INamedTypeSymbol? ancestor = type?.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (IsLibraryType(ancestor, name))
                return true;
        }

        return false;
    }

    internal static bool IsLibraryType(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null } && type.Name == name && IsLibraryNamespace(type.ContainingNamespace);

    internal static bool IsLibraryNamespace(INamespaceSymbol? space) =>
        space is { Name: "Generated", ContainingNamespace: { Name: "DeepVision", ContainingNamespace.IsGlobalNamespace: true } };
}
