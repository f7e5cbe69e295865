using System.Collections.Immutable;
using System.Composition;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG0014, a misspelt layer: writes the one that was meant, with its namespace if that is all that is missing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CorrectLayerCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG0014"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Attribute is not { } attribute || target.Hint(FixHint.Layer) is not { } layer)
            yield break;
        SimpleNameSyntax written = attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last();
        if (AttributeReader.WithoutSuffix(written.Identifier.ValueText) == layer)
            layer = KnownNames.Namespace + "." + layer;
        yield return ("Write " + layer, new TextChange(written.Span, layer));
    }
}
