using System.Globalization;

namespace DeepVision.Generated.Generators.Model;

/// <summary>Values as text for messages and descriptions, the same under any culture.</summary>
internal static class Text
{
    /// <summary>A whole number: <c>-3</c>.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number with commas between groups of three digits: <c>225,034</c>.</summary>
    public static string Grouped(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that means this float: <c>0.5</c>, <c>NaN</c>, <c>Infinity</c>.</summary>
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A name and its arguments, if there are any: <c>Huber(0.5)</c>.</summary>
    public static string Call(string name, IReadOnlyCollection<float> arguments) =>
        arguments.Count == 0 ? name : name + "(" + string.Join(", ", arguments.Select(Of)) + ")";

    /// <summary>A choice: <c>a</c>, <c>a or b</c>, <c>a, b or c</c>.</summary>
    public static string Either(IReadOnlyList<string> choices) => choices.Count == 1
        ? choices[0]
        : string.Join(", ", choices.Take(choices.Count - 1)) + " or " + choices[choices.Count - 1];

    /// <summary>Numbers with commas between: <c>28, 28, 1</c>.</summary>
    public static string Join(IEnumerable<int> values) => string.Join(", ", values.Select(value => Of(value)));

    /// <summary>Numbers as an array's: <c>[2, 1]</c>.</summary>
    public static string List(IEnumerable<int> values) => "[" + Join(values) + "]";
}
