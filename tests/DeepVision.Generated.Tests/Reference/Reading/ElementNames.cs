using System.Globalization;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>
/// The names of the layers of a network or block: what the user called them, else kind and number. Every layer of a kind
/// counts, from 1, and a number that a user's name has taken is passed over. What stands several times has several names.
/// </summary>
internal static class ElementNames
{
    /// <param name="elements">What stands in the network or block.</param>
    /// <param name="included">Names of the network that it begins with; counting goes on behind the highest number there.</param>
    /// <returns>Names for each element; none for marks and losses.</returns>
    public static string[][] Assign(IReadOnlyList<Attribute> elements, params IEnumerable<string> included)
    {
        string[][] names = [.. elements.Select(element => element is Layer layer ? Given(layer) : [])];
        HashSet<string> taken = new(names.SelectMany(given => given), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < names.Length; i++)
        {
            if (elements[i] is not Layer layer)
                continue;
            string kind = layer.GetType().Name.ToLowerInvariant();
            if (layer.Name is null)
                names[i] = new string[layer.Times];
            for (int time = 0; time < layer.Times; time++)
            {
                int number = (counts.TryGetValue(kind, out int last) ? last : Highest(kind, included)) + 1;
                while (layer.Name is null && taken.Contains(Numbered(kind, number)))
                    number++;
                names[i][time] ??= Numbered(kind, number);
                counts[kind] = number;
            }
        }

        return names;
    }

    private static int Highest(string kind, IEnumerable<string> names) => names
        .Where(name => name.StartsWith(kind + "_", StringComparison.OrdinalIgnoreCase))
        .Select(name => int.TryParse(name[(kind.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
        .DefaultIfEmpty().Max();

    private static string[] Given(Layer layer) => layer.Name is null ? []
        : layer.Times == 1 ? [layer.Name]
        : [.. Enumerable.Range(1, layer.Times).Select(number => Numbered(layer.Name, number))];

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
}
