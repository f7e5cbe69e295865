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
    /// <summary>The declaration of a class with [Network]; null for any other.</summary>
    /// <param name="symbol">The class.</param>
    /// <param name="models">Give the blocks' base calls; asked only where there are blocks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static DeclarationSource? Read(INamedTypeSymbol symbol, SemanticModelProvider models, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> attributes = symbol.GetAttributes();
        AttributeData? network = attributes.FirstOrDefault(attribute => IsLibraryType(attribute.AttributeClass, KnownNames.NetworkAttribute));
        if (symbol.TypeKind != TypeKind.Class || network?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax networkSyntax)
            return null;

        // Parts in the order of their files; within a file in the order of the text.
        List<SyntaxNode> parts = [.. symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))];
        BlockReader blocks = new(models, cancellation);
        List<(LayerDeclaration Layer, AttributeSyntax Syntax)> layers = [];
        List<(InputDeclaration Input, int Part, AttributeSyntax Syntax)> inputs = [];
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
                continue;
            int part = parts.FindIndex(part => part == syntax.Parent?.Parent);
            if (IsLibraryType(attribute.AttributeClass, KnownNames.InputAttribute))
            {
                inputs.Add((ReadFurtherInput(attribute), part, syntax));
                continue;
            }

            LayerDeclaration? layer = IsLayerOrLoss(attribute.AttributeClass)
                ? AttributeReader.Read(attribute, part, network.AttributeClass!.ContainingAssembly, blocks)
                : AttributeReader.ReadUnknown(attribute, syntax, part, network.AttributeClass!.ContainingNamespace);
            if (layer is not null)
                layers.Add((layer, syntax));
        }

        inputs.Sort((a, b) => a.Part != b.Part ? a.Part.CompareTo(b.Part) : a.Syntax.SpanStart.CompareTo(b.Syntax.SpanStart));
        layers.Sort((a, b) => a.Layer.Part != b.Layer.Part ? a.Layer.Part.CompareTo(b.Layer.Part) : a.Syntax.SpanStart.CompareTo(b.Syntax.SpanStart));

        NetworkDeclaration declaration = new(
            TypeReader.ReadHeader(symbol, cancellation),
            TypeReader.ReadFacts(symbol, cancellation),
            ReadInput(network),
            layers.Select(layer => layer.Layer).ToEquatableArray())
        {
            FurtherInputs = inputs.Select(input => input.Input).ToEquatableArray(),
            Winograd = !Has(network, KnownNames.Winograd, false),
            Profile = Has(network, KnownNames.Profile, true),
            Blocks = blocks.Definitions,
        };
        return new DeclarationSource(declaration, symbol, networkSyntax, [.. inputs.Select(input => input.Syntax)], [.. layers.Select(layer => layer.Syntax)], blocks.Places);
    }

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
