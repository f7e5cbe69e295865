using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Which samples a view of a data set has: their numbers in the data set.</summary>
internal static class Selection
{
    /// <summary>A copy of the numbers, all of them within a data set of <paramref name="count"/> samples.</summary>
    public static int[] Check(ReadOnlySpan<int> indices, int count)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"The data set has {Quantity.Of(count, "sample")}, numbered from 0.");
        }

        return indices.ToArray();
    }

    /// <summary>The numbers in the whole data set of samples that are given by their numbers in a view of it.</summary>
    public static int[] Compose(ReadOnlySpan<int> indices, int[] view)
    {
        int[] composed = Check(indices, view.Length);
        foreach (ref int index in composed.AsSpan())
            index = view[index];
        return composed;
    }

    /// <summary>The numbers from 0 to <paramref name="count"/>.</summary>
    public static int[] All(int count) => Between(0, count);

    public static int[] Take(int taken, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taken, nameof(count));
        return Between(0, Math.Min(taken, count));
    }

    public static int[] Take(Range range, int count)
    {
        int start = range.Start.GetOffset(count), end = range.End.GetOffset(count);
        if (start < 0 || end > count || start > end)
            throw new ArgumentOutOfRangeException(nameof(range), range, $"The data set has {Quantity.Of(count, "sample")}, and the range must lie within it.");
        return Between(start, end);
    }

    public static int[] Skip(int skipped, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipped, nameof(count));
        return Between(Math.Min(skipped, count), count);
    }

    public static int[] Shuffle(int seed, int count)
    {
        int[] indices = All(count);
        SampleOrder.Shuffle(indices, Philox.Key(seed, RandomPurpose.Selection), 0);
        return indices;
    }

    private static int[] Between(int start, int end)
    {
        int[] indices = new int[end - start];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = start + i;
        return indices;
    }
}
