using System.Collections.Immutable;
using System.Composition;
using DeepVision.Generated.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG2005, BinaryCrossEntropy without Sigmoid: inserts it, or puts it in the place of another activation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsertSigmoidCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG2005"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.HintedLayer(FixHint.Replace) is { } other)
            yield return ("Use Sigmoid instead of " + other, new TextChange(other.Span, "Sigmoid"));
        else if (target.Attribute is { } loss && target.Hint(FixHint.Replace) is null)
            yield return ("Insert Sigmoid", AttributeChanges.InsertInList(loss, "Sigmoid"));
    }
}
