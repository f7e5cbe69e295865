using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>Generated files switch the warnings about nullable references off, which saves their users the analysis; tests look behind that.</summary>
internal static class NullableWarnings
{
    private const string Annotations = "#nullable enable annotations";
    private const string All = "#nullable enable";

    /// <summary>The compilation with these warnings on in its generated files.</summary>
    public static Compilation In(Compilation output)
    {
        foreach (SyntaxTree tree in output.SyntaxTrees)
        {
            SourceText text = tree.GetText();
            // All generated files have it there.
            if (text.Lines.Count > 1 && text.Lines[1].ToString() == Annotations)
                output = output.ReplaceSyntaxTree(tree, tree.WithChangedText(text.Replace(text.Lines[1].Span, All)));
        }

        return output;
    }
}
