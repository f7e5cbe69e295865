namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Finds the name that somebody meant who wrote another.</summary>
internal static class Spelling
{
    /// <summary>The first of the nearest names, or null if none is near: a quarter of its letters may differ. Case counts for nothing.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        string? nearest = names.OrderBy(name => Distance(written, name)).FirstOrDefault();
        return nearest is not null && Distance(written, nearest) <= nearest.Length / 4 ? nearest : null;
    }

    /// <summary>Letters to insert, to remove or to exchange (Levenshtein 1966), whatever their case.</summary>
    private static int Distance(string first, string second)
    {
        int[] above = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 0; i < first.Length; i++)
        {
            int[] row = new int[second.Length + 1];
            row[0] = i + 1;
            for (int j = 0; j < second.Length; j++)
            {
                int exchanged = above[j] + (char.ToUpperInvariant(first[i]) == char.ToUpperInvariant(second[j]) ? 0 : 1);
                row[j + 1] = Math.Min(exchanged, 1 + Math.Min(above[j + 1], row[j]));
            }

            above = row;
        }

        return above[second.Length];
    }
}
