namespace DeepVision.Generated;

/// <summary>Finds labels of pixels, or of the steps of a sequence, that are no class, and says where they stand.</summary>
internal static class LabelMapCheck
{
    /// <summary>The first label that is neither a class nor the ignored one; -1 if there is none.</summary>
    public static int FindUnknown(ReadOnlySpan<int> labels, int classCount, int ignoredLabel)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classCount && labels[i] != ignoredLabel)
                return i;
        }

        return -1;
    }

    /// <summary>What is wrong with a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="pixel">Its place in its map.</param>
    /// <param name="map">Shape of the map.</param>
    /// <param name="sample">The sample in words.</param>
    /// <param name="owner">Who has the classes, in words.</param>
    /// <param name="classCount">How many.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count; null if all do.</param>
    public static string Describe(int label, int pixel, TensorShape map, string sample, string owner, int classCount, int? ignoredLabel)
    {
        (string place, string places) = map.Rank == 2
            ? (FormattableString.Invariant($"Step {pixel}"), "steps")
            : (FormattableString.Invariant($"The pixel at row {pixel / map.Width}, column {pixel % map.Width}"), "pixels");
        string ignored = ignoredLabel is int known
            ? FormattableString.Invariant($", and {known} is the label of {places} that don't count.")
            : $". If such {places} don't count, say so by an ignored label.";
        return FormattableString.Invariant($"{place} of {sample} has the label {label}, but {owner} has {Quantity.OfClasses(classCount)}, numbered 0 to {classCount - 1}{ignored}");
    }
}
