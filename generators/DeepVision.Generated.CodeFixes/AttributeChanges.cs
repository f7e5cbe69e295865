using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.CodeFixes;

/// <summary>Changes to lists of attributes, as text.</summary>
internal static class AttributeChanges
{
    /// <summary>Inserts a layer on a line of its own if the other one begins a line, else into its list.</summary>
    public static TextChange InsertBefore(AttributeSyntax attribute, string layer)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes[0] != attribute)
            return InsertInList(attribute, layer);
        SourceText text = attribute.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(list.SpanStart);
        string before = text.ToString(TextSpan.FromBounds(line.Start, list.SpanStart));
        if (!string.IsNullOrWhiteSpace(before))
            return new TextChange(new TextSpan(list.SpanStart, 0), "[" + layer + "] ");
        return new TextChange(new TextSpan(list.SpanStart, 0), "[" + layer + "]" + LineBreak(text, line) + before);
    }

    /// <summary>Inserts a layer into the list of the other one.</summary>
    public static TextChange InsertInList(AttributeSyntax attribute, string layer) =>
        new(new TextSpan(attribute.SpanStart, 0), layer + ", ");

    /// <summary>Removes a layer with its comma, or with its whole list.</summary>
    public static TextChange Remove(AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        int index = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count == 1)
        {
            SyntaxToken next = list.GetLastToken().GetNextToken();
            return new TextChange(TextSpan.FromBounds(list.SpanStart, next.SpanStart), "");
        }

        TextSpan span = index == 0
            ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart)
            : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End);
        return new TextChange(span, "");
    }

    /// <summary>Replaces the first arguments of an attribute, and keeps what is set by name.</summary>
    public static TextChange? ReplacePositional(AttributeSyntax attribute, string arguments)
    {
        AttributeArgumentSyntax[] positional = [.. attribute.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null) ?? []];
        return positional.Length == 0
            ? null
            : new TextChange(TextSpan.FromBounds(positional[0].SpanStart, positional[positional.Length - 1].Span.End), arguments);
    }

    /// <summary>Sets a property of an attribute.</summary>
    public static TextChange? Set(AttributeSyntax attribute, string property, string value)
    {
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
            return null;
        AttributeArgumentSyntax? existing = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        return existing is not null
            ? new TextChange(existing.Expression.Span, value)
            : new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), ", " + property + " = " + value);
    }

    private static string LineBreak(SourceText text, TextLine line) => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";
}
