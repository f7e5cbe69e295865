using System.Collections.Immutable;
using System.Composition;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG0010 and DVG0031, a name that no layer has: writes the nearest one that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CorrectNameCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG0010", "DVG0031"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Hint(FixHint.LayerName) is not { } name || target.Hint(FixHint.Written) is not { } written)
            yield break;
        // In a block the name stands elsewhere than the diagnostic.
        LiteralExpressionSyntax? literal = target.Attribute?.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .FirstOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == written);
        if (literal is not null)
            yield return ("Write \"" + name + "\"", new TextChange(literal.Span, "\"" + name + "\""));
    }
}
