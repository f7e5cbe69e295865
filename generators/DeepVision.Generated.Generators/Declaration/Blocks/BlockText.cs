using System.Globalization;
using System.Text;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Declaration;

/// <summary>
/// Blocks as text, in which an assembly hands them on to others, which see no source: lists in parentheses, names as they are,
/// strings quoted. <c>(filters stride) (new 0 Conv2D - ((filters c $filters) (kernelSize c 3) (Stride i $stride)))</c>.
/// </summary>
internal static class BlockText
{
    /// <summary>Version of the text; one with another is not read.</summary>
    public const int Version = 1;

    /// <summary>Depth of lists beyond which a text is taken for damaged.</summary>
    private const int DeepestList = 200;

    public static string Write(BlockDefinition definition)
    {
        StringBuilder text = new();
        text.Append('(').Append(string.Join(" ", definition.Parameters)).Append(')');
        foreach (BlockExpression layer in definition.Layers)
            Write(text.Append(' '), layer);
        return text.ToString();
    }

    /// <summary>The definition that a text holds; null if it holds none.</summary>
    public static BlockDefinition? Parse(string key, string text)
    {
        int position = 0;
        List<object> items = [];
        while (SkipSpaces(text, ref position))
        {
            if (ParseItem(text, ref position, 0) is not { } item)
                return null;
            items.Add(item);
        }

        if (items.Count == 0 || items[0] is not List<object> parameters || parameters.Any(parameter => parameter is not string))
            return null;
        BlockExpression?[] layers = [.. items.Skip(1).Select(ExpressionOf)];
        return layers.Any(layer => layer is null)
            ? null
            : new BlockDefinition(key, parameters.Select(parameter => (string)parameter).ToEquatableArray(), layers.Select(layer => layer!).ToEquatableArray());
    }

    /// <summary>Keys of the blocks that a block uses.</summary>
    public static IEnumerable<string> BlocksIn(BlockDefinition definition) => definition.Layers.SelectMany(BlocksIn).Distinct();

    private static IEnumerable<string> BlocksIn(BlockExpression expression) => expression switch
    {
        BlockExpression.Operation operation => operation.Operands.SelectMany(BlocksIn),
        BlockExpression.Creation creation => (creation.Block is { } block ? new[] { block } : []).Concat(creation.Arguments.SelectMany(argument => BlocksIn(argument.Value))),
        _ => [],
    };

    private static void Write(StringBuilder text, BlockExpression expression)
    {
        switch (expression)
        {
            case BlockExpression.Literal literal:
                text.Append(LiteralText(literal.Value));
                break;
            case BlockExpression.Parameter parameter:
                text.Append('$').Append(parameter.Name);
                break;
            case BlockExpression.Operation operation:
                text.Append('(').Append(operation.Operator);
                foreach (BlockExpression operand in operation.Operands)
                    Write(text.Append(' '), operand);
                text.Append(')');
                break;
            case BlockExpression.Creation creation:
                text.Append("(new ").Append(Text.Of(creation.Place)).Append(' ').Append(creation.Kind).Append(' ').Append(creation.Block ?? "-").Append(" (");
                for (int i = 0; i < creation.Arguments.Count; i++)
                {
                    CreationArgument argument = creation.Arguments[i];
                    text.Append(i == 0 ? "(" : " (").Append(argument.Name).Append(argument.IsPositional ? " c " : " i ");
                    Write(text, argument.Value);
                    text.Append(')');
                }

                text.Append("))");
                break;
            case BlockExpression.Unreadable unreadable:
                text.Append("(unreadable ").Append(Text.Of(unreadable.Place)).Append(' ').Append(Quoted(unreadable.Text)).Append(')');
                break;
            default:
                throw new InvalidOperationException($"There is no text for {expression}.");
        }
    }

    private static string LiteralText(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int number => Text.Of(number),
        float number => Text.Of(number) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        string text => Quoted(text),
        _ => throw new InvalidOperationException($"There is no text for a {value.GetType().Name}."),
    };

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static bool SkipSpaces(string text, ref int position)
    {
        while (position < text.Length && text[position] == ' ')
            position++;
        return position < text.Length;
    }

    /// <summary>One item: a string for a word (with its quotation mark, if it has one), a list for a list, null for what is neither.</summary>
    private static object? ParseItem(string text, ref int position, int depth)
    {
        if (text[position] == '(')
            return depth == DeepestList ? null : ParseList(text, ref position, depth + 1);
        if (text[position] == '"')
            return ParseQuoted(text, ref position);
        int start = position;
        while (position < text.Length && text[position] is not (' ' or '(' or ')' or '"'))
            position++;
        return position == start ? null : text.Substring(start, position - start);
    }

    private static List<object>? ParseList(string text, ref int position, int depth)
    {
        List<object> items = [];
        position++;
        while (SkipSpaces(text, ref position))
        {
            if (text[position] == ')')
            {
                position++;
                return items;
            }

            if (ParseItem(text, ref position, depth) is not { } item)
                return null;
            items.Add(item);
        }

        return null;
    }

    private static string? ParseQuoted(string text, ref int position)
    {
        StringBuilder quoted = new("\"");
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                position++;
                return quoted.ToString();
            }

            if (text[position] == '\\' && ++position == text.Length)
                return null;
            quoted.Append(text[position]);
        }

        return null;
    }

    private static BlockExpression? ExpressionOf(object item)
    {
        if (item is string word)
            return WordOf(word);
        List<object> list = (List<object>)item;
        switch (list)
        {
            case ["new", string place, string kind, string block, List<object> arguments] when IsNumber(place, out int number):
                CreationArgument?[] read = [.. arguments.Select(ArgumentOf)];
                return read.Any(argument => argument is null)
                    ? null
                    : new BlockExpression.Creation(number, kind, block == "-" ? null : block, read.Select(argument => argument!).ToEquatableArray());
            case ["unreadable", string place, string written] when IsNumber(place, out int number) && written[0] == '"':
                return new BlockExpression.Unreadable(number, written.Substring(1));
            case [string sign, ..]:
                BlockExpression?[] operands = [.. list.Skip(1).Select(ExpressionOf)];
                return operands.Any(operand => operand is null) ? null : new BlockExpression.Operation(sign, operands.Select(operand => operand!).ToEquatableArray());
            default:
                return null;
        }
    }

    private static CreationArgument? ArgumentOf(object item) =>
        item is List<object> and [string name, "c" or "i", var value] list && ExpressionOf(value) is { } expression
            ? new CreationArgument(name, (string)list[1] == "c", expression)
            : null;

    private static BlockExpression? WordOf(string word) => word[0] switch
    {
        '"' => new BlockExpression.Literal(word.Substring(1)),
        '$' => new BlockExpression.Parameter(word.Substring(1)),
        _ when word is "null" => new BlockExpression.Literal(null),
        _ when word is "true" or "false" => new BlockExpression.Literal(word == "true"),
        _ when IsNumber(word, out int number) => new BlockExpression.Literal(number),
        _ when word.EndsWith("f", StringComparison.Ordinal)
            && float.TryParse(word.Substring(0, word.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out float single) => new BlockExpression.Literal(single),
        _ when word.EndsWith("d", StringComparison.Ordinal)
            && double.TryParse(word.Substring(0, word.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => new BlockExpression.Literal(real),
        _ => null,
    };

    private static bool IsNumber(string word, out int number) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
