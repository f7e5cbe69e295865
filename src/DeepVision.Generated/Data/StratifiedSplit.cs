using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Parts a data set in two, each class in the same proportion.</summary>
internal static class StratifiedSplit
{
    /// <summary>The numbers of the samples of both parts, each in ascending order.</summary>
    public static (int[] First, int[] Second) Part(Dataset data, double fraction, int seed)
    {
        if (!(fraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share of the first part must be above 0 and below 1.");

        int[][] classes = Classes(data);
        // As decimal, so that 0.8 of ten samples are eight and not a little more.
        int[] sizes = Apportion(classes, (decimal)(float)fraction, data.Count);
        int total = sizes.Sum();
        if (total == 0 || total == data.Count)
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"{Quantity.Of(data.Count, "sample")} can't be parted so: one part would be empty.");

        bool[] isFirst = new bool[data.Count];
        ulong key = Philox.Key(seed, RandomPurpose.Selection);
        for (int label = 0; label < classes.Length; label++)
        {
            // Each class draws from numbers of its own; round 0 belongs to Shuffle.
            SampleOrder.Shuffle(classes[label], key, (ulong)label + 1);
            foreach (int index in classes[label].AsSpan(0, sizes[label]))
                isFirst[index] = true;
        }

        int[] all = Selection.All(data.Count);
        return ([.. all.Where(index => isFirst[index])], [.. all.Where(index => !isFirst[index])]);
    }

    /// <summary>The samples of each class; those without labels, or with one for each pixel, are one class.</summary>
    private static int[][] Classes(Dataset data)
    {
        int[] all = Selection.All(data.Count);
        if (data.ClassCount == 0 || data.LabelMapShape is not null)
            return [all];
        ILookup<int, int> byLabel = all.ToLookup(data.GetLabel);
        return [.. Enumerable.Range(0, data.ClassCount).Select(label => byLabel[label].ToArray())];
    }

    /// <summary>
    /// How many samples of each class come into the first part: its share rounded down, and one more for those classes
    /// that lose most by it until the sum is right (Hamilton's method; the lower class where two lose the same).
    /// </summary>
    private static int[] Apportion(int[][] classes, decimal fraction, int count)
    {
        int[] sizes = [.. classes.Select(samples => (int)(fraction * samples.Length))];
        int missing = (int)Math.Round(fraction * count, MidpointRounding.AwayFromZero) - sizes.Sum();
        IEnumerable<int> losers = Enumerable.Range(0, classes.Length).OrderByDescending(label => fraction * classes[label].Length - sizes[label]);
        foreach (int label in losers.Take(missing))
            sizes[label]++;
        return sizes;
    }
}
