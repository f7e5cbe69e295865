using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG0001 and DVG0002, a class that isn't partial: adds the modifier.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG0001", "DVG0002"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return ("Make " + type.Identifier.ValueText + " partial", new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "));
    }
}
