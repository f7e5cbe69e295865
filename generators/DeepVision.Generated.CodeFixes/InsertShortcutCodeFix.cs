using System.Collections.Immutable;
using System.Composition;
using DeepVision.Generated.Generators.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>DVG1010, joined shapes that differ: puts a Shortcut on the path without layers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsertShortcutCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["DVG1010"];

    private protected override IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target)
    {
        if (target.Attribute is not { Parent.Parent: TypeDeclarationSyntax type } join)
            yield break;
        AttributeSyntax[] attributes = [.. type.AttributeLists.SelectMany(list => list.Attributes)];
        // The nearest Branch with nothing behind it: the next one, or the join itself, follows at once.
        for (int index = Array.IndexOf(attributes, join) - 1; index >= 0; index--)
        {
            if (!IsBranch(attributes[index]) || !(attributes[index + 1] == join || IsBranch(attributes[index + 1])))
                continue;
            yield return ("Insert Shortcut", new TextChange(new TextSpan(attributes[index].Span.End, 0), ", " + KnownNames.Shortcut));
            yield break;
        }
    }

    private static bool IsBranch(AttributeSyntax attribute) =>
        attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last().Identifier.ValueText == KnownNames.Branch;
}
