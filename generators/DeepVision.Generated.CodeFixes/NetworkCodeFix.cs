using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>
/// Base of the fixes. Each is a change of the text: attributes are short lists on few lines, and a text change keeps the
/// user's layout as it is.
/// </summary>
public abstract class NetworkCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            FixTarget target = new(diagnostic, root.FindNode(diagnostic.Location.SourceSpan), model, context.CancellationToken);
            foreach ((string title, TextChange change) in Fixes(target))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => Apply(context.Document, change, cancellation), equivalenceKey: GetType().Name + title),
                    diagnostic);
            }
        }
    }

    /// <summary>The fixes for one diagnostic: what each is called and what it changes.</summary>
    private protected abstract IEnumerable<(string Title, TextChange Change)> Fixes(FixTarget target);

    private static async Task<Document> Apply(Document document, TextChange change, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(change));
    }
}
