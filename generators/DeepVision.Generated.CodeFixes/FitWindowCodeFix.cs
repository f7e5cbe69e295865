using System.Collections.Immutable;
using System.Composition;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG1003, a window larger than its input: a smaller one, or Padding.Same where it helps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FitWindowCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG1003"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Attribute is { } attribute && target.Hint(FixHint.Size) is { } size && AttributeChanges.ReplacePositional(attribute, size) is { } smaller)
            yield return ("Use " + attribute.Name + "(" + size + ")", smaller);
        if (target.HintedLayer(FixHint.SamePadding) is { } padded && AttributeChanges.Set(padded, "Padding", "Padding.Same") is { } same)
            yield return ("Use Padding.Same on " + padded, same);
    }
}
