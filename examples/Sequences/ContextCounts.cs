namespace Sequences;

/// <summary>
/// What a network is compared with: it counts which character has followed each context of up to so many characters, and mixes what a context says with what the next
/// shorter one does, the more the fewer characters have followed it (Witten and Bell 1991, method C).
/// </summary>
/// <param name="length">Characters of the longest context, 0 to 8.</param>
internal sealed class ContextCounts(int length)
{
    private readonly Dictionary<long, Followers> _contexts = [];

    /// <summary>Counts all contexts of a text.</summary>
    public void Learn(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            for (int used = 0; used <= Math.Min(length, at); used++)
            {
                long context = KeyOf(text[(at - used)..at]);
                if (!_contexts.TryGetValue(context, out Followers? followers))
                    _contexts.Add(context, followers = new Followers());
                followers.Total++;
                followers.Counts[text[at]] = followers.Counts.GetValueOrDefault(text[at]) + 1;
            }
        }
    }

    /// <summary>How probable a character is behind others.</summary>
    public double ProbabilityOf(byte character, ReadOnlySpan<byte> before)
    {
        double probability = 1.0 / Alphabet.Size;
        for (int used = 0; used <= Math.Min(length, before.Length) && _contexts.TryGetValue(KeyOf(before[^used..]), out Followers? followers); used++)
            probability = (followers.Counts.GetValueOrDefault(character) + followers.Counts.Count * probability) / (followers.Total + followers.Counts.Count);
        return probability;
    }

    /// <summary>Seven binary digits a character, behind a one that tells their number.</summary>
    private static long KeyOf(ReadOnlySpan<byte> context)
    {
        long key = 1;
        foreach (byte character in context)
            key = key << 7 | character;
        return key;
    }

    private sealed class Followers
    {
        public int Total { get; set; }

        public Dictionary<byte, int> Counts { get; } = [];
    }
}
