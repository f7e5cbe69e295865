namespace DeepVision.Generated.Images.Tests.Augmentations;

/// <summary>Data sets for tests.</summary>
internal static class Pictures
{
    /// <summary>Pictures of bytes with labels of three classes in turns.</summary>
    public static ImageDataset Random(int count, TensorShape shape, int seed)
    {
        byte[] pixels = new byte[count * shape.Length];
        new Random(seed).NextBytes(pixels);
        return new ImageDataset(pixels, shape, [.. Enumerable.Range(0, count).Select(i => i % 3)], 3);
    }

    /// <summary>Pictures whose neighbouring values have something in common.</summary>
    public static TensorDataset Correlated(int count, TensorShape shape, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count * shape.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextSingle() + (i % shape.Length == 0 ? 0 : 0.6f * values[i - 1]);
        return new TensorDataset(values, shape, new int[count], 1);
    }

    public static float[] InputOf(Dataset data, int index)
    {
        float[] input = new float[data.InputShape.Length];
        data.CopyInput(index, input);
        return input;
    }

    public static float[] TargetOf(Dataset data, int index)
    {
        float[] target = new float[data.TargetLength];
        data.CopyTarget(index, target);
        return target;
    }

    public static int[] LabelsOf(Dataset data, int index)
    {
        int[] labels = new int[data.LabelMapShape!.Value.Length];
        data.CopyLabels(index, labels);
        return labels;
    }
}
