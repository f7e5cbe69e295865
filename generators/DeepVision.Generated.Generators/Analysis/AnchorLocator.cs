using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Analysis;

/// <summary>Finds the place in the source that a problem is about.</summary>
internal static class AnchorLocator
{
    public static Location Find(DeclarationSource source, SemanticModelProvider models, Anchor anchor, CancellationToken cancellation) => anchor.Kind switch
    {
        AnchorKind.ContainingType => Identifier(Outermost(source.Symbol, anchor.Index), cancellation),
        AnchorKind.BaseClass => BaseClass(source.Symbol, cancellation) ?? Identifier(source.Symbol, cancellation),
        AnchorKind.PrimaryConstructor => PrimaryConstructor(source.Symbol, cancellation) ?? Identifier(source.Symbol, cancellation),
        AnchorKind.Member => Member(source.Symbol, anchor) ?? Identifier(source.Symbol, cancellation),
        AnchorKind.Network => Attribute(source.Network, models, anchor.Detail, cancellation),
        // Behind the declared ones stand those of an ONNX file, which the network's attribute names.
        AnchorKind.Input when anchor.Index >= source.Inputs.Length => source.Network.GetLocation(),
        AnchorKind.Input => Attribute(source.Inputs[anchor.Index], models, anchor.Detail, cancellation),
        AnchorKind.Layer => Attribute(source.Layers[anchor.Index], models, anchor.Detail, cancellation),
        AnchorKind.LayerName => source.Layers[anchor.Index].Name.GetLocation(),
        _ => Identifier(source.Symbol, cancellation),
    };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol symbol, int index)
    {
        Stack<INamedTypeSymbol> outer = new();
        for (INamedTypeSymbol? type = symbol.ContainingType; type is not null; type = type.ContainingType)
            outer.Push(type);
        return outer.ElementAt(index);
    }

    private static Location Identifier(INamedTypeSymbol symbol, CancellationToken cancellation) =>
        ((TypeDeclarationSyntax)symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation)).Identifier.GetLocation();

    private static Location? BaseClass(INamedTypeSymbol symbol, CancellationToken cancellation) =>
        // C# wants the base class first in the list.
        symbol.DeclaringSyntaxReferences.Select(reference => ((TypeDeclarationSyntax)reference.GetSyntax(cancellation)).BaseList?.Types[0])
            .FirstOrDefault(type => type is not null && NameOf(type.Type) == symbol.BaseType!.Name)?.GetLocation();

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static Location? PrimaryConstructor(INamedTypeSymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Select(reference => ((TypeDeclarationSyntax)reference.GetSyntax(cancellation)).ParameterList)
            .FirstOrDefault(parameters => parameters is not null)?.GetLocation();

    private static Location? Member(INamedTypeSymbol symbol, Anchor anchor) => symbol.GetMembers()
        .FirstOrDefault(member => TypeReader.IsWritten(member) && TypeReader.MemberOf(member) is var own && own.Name == anchor.Detail && own.ParameterTypes == anchor.Signature)
        ?.Locations[0];

    /// <summary>The argument if the user wrote it, else the whole attribute.</summary>
    private static Location Attribute(AttributeSyntax attribute, SemanticModelProvider models, string? argument, CancellationToken cancellation) =>
        (argument is null ? null : Argument(attribute, models, argument, cancellation))?.GetLocation() ?? attribute.GetLocation();

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, SemanticModelProvider models, string name, CancellationToken cancellation)
    {
        if (attribute.ArgumentList is not { Arguments: var arguments })
            return null;
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name);
        if (named is not null)
            return named;

        IMethodSymbol? constructor = models(attribute.SyntaxTree).GetSymbolInfo(attribute, cancellation).Symbol as IMethodSymbol;
        int index = constructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal ?? -1;
        return index >= 0 && index < arguments.Count && arguments[index] is { NameEquals: null, NameColon: null } positional ? positional : null;
    }
}
