using System.Globalization;
using DeepVision.Generated.Generators.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.CodeFixes;

/// <summary>A diagnostic with the syntax it stands on.</summary>
internal sealed record FixTarget(Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model, CancellationToken Cancellation)
{
    /// <summary>The attribute that the diagnostic is about.</summary>
    public AttributeSyntax? Attribute => Node.FirstAncestorOrSelf<AttributeSyntax>();

    public string? Hint(string name) => Diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The layer whose number a hint gives, if it stands in this file.</summary>
    public AttributeSyntax? HintedLayer(string name)
    {
        if (Hint(name) is not { } number || Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || Model.GetDeclaredSymbol(type, Cancellation) is not INamedTypeSymbol symbol
            || DeclarationReader.Read(symbol, tree => Model.Compilation.GetSemanticModel(tree), Cancellation) is not { } source)
        {
            return null;
        }

        AttributeSyntax layer = source.Layers[int.Parse(number, CultureInfo.InvariantCulture)];
        return layer.SyntaxTree == Node.SyntaxTree ? layer : null;
    }
}
