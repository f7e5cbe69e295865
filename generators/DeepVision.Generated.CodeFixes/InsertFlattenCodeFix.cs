using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG1004, a layer that needs a vector: inserts [Flatten].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsertFlattenCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG1004"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Attribute is { } attribute)
            yield return ("Insert [Flatten]", AttributeChanges.InsertBefore(attribute, "Flatten"));
    }
}
