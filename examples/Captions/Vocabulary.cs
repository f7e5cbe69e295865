namespace Captions;

/// <summary>The words, and sentences as tokens. Token 0 fills up what lies behind the end of a sentence, 1 begins one and 2 ends it.</summary>
public static class Vocabulary
{
    /// <summary>Stands behind the end.</summary>
    public const int Padding = 0;

    /// <summary>What the first word follows.</summary>
    public const int Start = 1;

    /// <summary>What follows the last word.</summary>
    public const int End = 2;

    /// <summary>How many tokens there are.</summary>
    public const int Size = 18;

    /// <summary>Words of the longest sentence, and the token at its end.</summary>
    public const int Steps = 11;

    private static readonly string[] s_words = ["", "<start>", "<end>", "a", "above", "below", "left", "right", "of", .. DrawnFigure.Sizes, .. DrawnFigure.Colors, .. DrawnFigure.Shapes];

    /// <summary>The tokens of <c>a small red circle above a large blue square</c>.</summary>
    public static int[] Encode(DrawnFigure subject, string[] relation, DrawnFigure other) => [.. Words(subject).Concat(relation).Concat(Words(other)).Select(word => Array.IndexOf(s_words, word))];

    /// <summary>A sentence in words.</summary>
    public static string Decode(IEnumerable<int> tokens) => string.Join(" ", tokens.Select(token => s_words[token]));

    private static string[] Words(DrawnFigure figure) => ["a", DrawnFigure.Sizes[figure.Size], DrawnFigure.Colors[figure.Color], DrawnFigure.Shapes[figure.Shape]];
}
