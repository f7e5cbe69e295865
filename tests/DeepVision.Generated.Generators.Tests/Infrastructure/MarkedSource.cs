using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>A source in which <c>{|DVG1003:MaxPool2D(4)|}</c> marks the exact span of an expected diagnostic.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<(string Id, TextSpan Span)> Marks)
{
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new();
        Stack<(string Id, int Start)> open = new();
        List<(string Id, TextSpan Span)> marks = [];
        int position = 0;
        foreach (Match match in Markers().Matches(marked))
        {
            text.Append(marked, position, match.Index - position);
            position = match.Index + match.Length;
            if (match.Groups["id"].Success)
                open.Push((match.Groups["id"].Value, text.Length));
            else
            {
                (string id, int start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, text.Length)));
            }
        }

        text.Append(marked, position, marked.Length - position);
        return new MarkedSource(text.ToString(), [.. marks.OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal)]);
    }

    [GeneratedRegex(@"\{\|(?<id>[A-Z]+\d+):|\|\}")]
    private static partial Regex Markers();
}
