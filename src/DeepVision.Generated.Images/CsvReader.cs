using System.Text;

namespace DeepVision.Generated.Images;

/// <summary>
/// Reads comma-separated values (RFC 4180): a record a line; a field in quotes may hold separators, line breaks, and quotes, doubled.
/// </summary>
internal static class CsvReader
{
    /// <summary>The records of a text, each with the line it begins on, from 1. Lines without a character are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="FormatException">A quote isn't closed, or something follows one that is.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(TextReader text, char separator)
    {
        List<string> fields = [];
        StringBuilder field = new();
        int line = 1, first = 1;
        bool isOpen = false;
        while (true)
        {
            int next = text.Read();
            if (next == '"' && field.Length == 0)
            {
                ReadQuoted(text, field, ref line);
                next = text.Read();
                if (next is not (-1 or '\r' or '\n') && next != separator)
                    throw new FormatException(FormattableString.Invariant($"Line {line}: '{(char)next}' follows the quote that ends a field."));
                isOpen = true;
            }

            if (next == separator)
            {
                fields.Add(Take(field));
                isOpen = true;
            }
            else if (next is -1 or '\n' or '\r')
            {
                if (next == '\r' && text.Peek() == '\n')
                    text.Read();
                if (isOpen || field.Length > 0)
                    yield return (first, [.. fields, Take(field)]);
                if (next < 0)
                    yield break;
                fields.Clear();
                isOpen = false;
                first = ++line;
            }
            else
            {
                field.Append((char)next);
            }
        }
    }

    private static void ReadQuoted(TextReader text, StringBuilder field, ref int line)
    {
        int first = line;
        while (true)
        {
            int next = text.Read();
            if (next < 0)
                throw new FormatException(FormattableString.Invariant($"The quote that opens on line {first} isn't closed."));
            if (next == '"')
            {
                if (text.Peek() != '"')
                    return;
                text.Read();
            }

            if (next == '\n')
                line++;
            field.Append((char)next);
        }
    }

    private static string Take(StringBuilder field)
    {
        string taken = field.ToString();
        field.Clear();
        return taken;
    }
}
