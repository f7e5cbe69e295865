namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Leaves out locals that nobody reads. Printers split indices into all their parts; a kernel of one column, say, has no use
/// for the column.
/// </summary>
internal static class UnusedLocals
{
    private static readonly string[] s_types = ["const int ", "int ", "long ", "const bool ", "bool ", "ArrayView<"];

    public static string Remove(string body)
    {
        string[] lines = body.Split('\n');
        string?[] declared = [.. lines.Select(DeclaredName)];
        Dictionary<string, int> uses = [];
        foreach (string? name in declared)
        {
            if (name is not null)
                uses[name] = 0;
        }

        for (int index = 0; index < lines.Length; index++)
            CountWords(lines[index], declared[index], uses, 1);

        // What only an unused local reads is unused too. A name that several blocks declare stays where any of them reads it.
        bool removes = true;
        while (removes)
        {
            removes = false;
            for (int index = 0; index < lines.Length; index++)
            {
                if (declared[index] is not { } name || uses[name] > 0)
                    continue;
                CountWords(lines[index], name, uses, -1);
                (lines[index], declared[index], removes) = ("\0", null, true);
            }
        }

        return string.Join("\n", lines.Where(line => line != "\0"));
    }

    /// <summary>The local that a line declares, if it does nothing else: a number, a condition, or a view of a memory.</summary>
    private static string? DeclaredName(string line)
    {
        int start = 0;
        while (start < line.Length && line[start] == ' ')
            start++;
        string? type = Array.Find(s_types, type => string.CompareOrdinal(line, start, type, 0, type.Length) == 0);
        int equals = line.IndexOf(" = ", StringComparison.Ordinal);
        if (type is null || equals < 0 || !line.EndsWith(";", StringComparison.Ordinal) || line.Contains("SharedMemory"))
            return null;
        return line.Substring(line.LastIndexOf(' ', equals - 1) + 1, equals - line.LastIndexOf(' ', equals - 1) - 1);
    }

    /// <summary>Counts the declared names that a line reads.</summary>
    private static void CountWords(string line, string? declares, Dictionary<string, int> uses, int step)
    {
        int start = 0;
        while (start < line.Length && line[start] == ' ')
            start++;
        // The products, most of a kernel, name sums and factors only.
        if (start + 1 < line.Length && line[start] == 'c' && char.IsDigit(line[start + 1]))
            return;
        bool isFirst = true;
        for (int index = start; index < line.Length; index++)
        {
            if (!IsWord(line[index]))
                continue;
            int end = index + 1;
            while (end < line.Length && IsWord(line[end]))
                end++;
            string word = line.Substring(index, end - index);
            if (word == declares && isFirst)
                isFirst = false;
            else if (uses.TryGetValue(word, out int count))
                uses[word] = count + step;
            index = end;
        }
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
