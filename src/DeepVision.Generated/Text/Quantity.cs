using System.Globalization;

namespace DeepVision.Generated;

/// <summary>Numbers with their nouns, for messages.</summary>
internal static class Quantity
{
    /// <summary><c>1 value</c>, <c>2 values</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">The noun for one.</param>
    /// <param name="plural">The noun for several, unless it just takes an s.</param>
    public static string Of(long count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural ?? noun + "s")}");

    /// <summary><c>1 was given</c>, <c>2 were given</c>.</summary>
    public static string Given(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "was" : "were")} given");

    /// <summary><c>1 class</c>, <c>2 classes</c>.</summary>
    public static string OfClasses(long count) => Of(count, "class", "classes");
}
