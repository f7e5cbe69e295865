using System.Collections.Immutable;
using DeepVision.Generated.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>Applies a fix to a source and compares the whole text.</summary>
internal static class CodeFixTest
{
    /// <summary>Expects a fix with this title that turns one source into the other, and that the diagnostic is gone then.</summary>
    public static async Task Fixes(NetworkCodeFix fix, string title, string before, string after)
    {
        Document document = DocumentOf(before);
        Diagnostic diagnostic = (await FixableDiagnostics(document, fix)).First();
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));

        CodeAction? chosen = actions.SingleOrDefault(action => action.Title == title);
        Assert.True(chosen is not null, "Offered: " + string.Join("; ", actions.Select(action => action.Title)));
        ApplyChangesOperation change = (await chosen.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        Document changed = change.ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(after, (await changed.GetTextAsync()).ToString());
        Assert.DoesNotContain(await FixableDiagnostics(changed, fix), left => left.Id == diagnostic.Id);
    }

    private static Document DocumentOf(string source)
    {
        AdhocWorkspace workspace = new();
        CSharpCompilation compilation = TestCompilation.Create();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: TestCompilation.Options, parseOptions: TestCompilation.ParseOptions, metadataReferences: compilation.References));
        return project.AddDocument("Test0.cs", source);
    }

    private static async Task<ImmutableArray<Diagnostic>> FixableDiagnostics(Document document, CodeFixProvider fix) =>
        [.. AnalyzerTest.Analyze((CSharpCompilation)(await document.Project.GetCompilationAsync())!).Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
}
