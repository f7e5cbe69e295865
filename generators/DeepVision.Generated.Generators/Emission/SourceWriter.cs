using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>
/// Writes indented C# with "\n" line ends on every platform. Numbers are formatted by <see cref="CSharpLiteral"/>,
/// never by the current culture.
/// </summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line; an empty one without indentation. Several lines in one string are indented each.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _depth * 4).Append(line);
            _text.Append('\n');
        }
    }

    /// <summary>Writes a header, if there is one, and an opening brace; dispose the result to close it.</summary>
    public Scope Block(string header = "", string close = "}")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        _depth++;
        return new Scope(this, close);
    }

    /// <summary>Indents by one step, or by several or none, until disposed, without braces.</summary>
    public Scope Indent(int steps = 1)
    {
        _depth += steps;
        return new Scope(this, close: null, steps);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(SourceWriter writer, string? close, int steps = 1) : IDisposable
    {
        public void Dispose()
        {
            writer._depth -= steps;
            if (close is not null)
                writer.Line(close);
        }
    }
}

/// <summary>Writes names that the user chose.</summary>
internal static class CSharpIdentifier
{
    /// <summary>The name, with an @ in front if C# has a meaning for it anywhere.</summary>
    public static string Of(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A namespace.</summary>
    public static string Path(string name) => string.Join(".", name.Split('.').Select(Of));
}

/// <summary>Formats values as C# source, the same under any culture.</summary>
internal static class CSharpLiteral
{
    /// <summary>A float that parses back to the same bits: <c>0.001f</c>.</summary>
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A regular string literal with everything outside printable ASCII escaped.</summary>
    public static string Of(string value)
    {
        StringBuilder text = new("\"");
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                text.Append(c);
            else
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return text.Append('"').ToString();
    }
}
