namespace DeepVision.Generated.Tests.Reference;

/// <summary>The shape of one sample; a vector is an image of one pixel, a sequence one of a row.</summary>
internal readonly record struct SampleShape(int Height, int Width, int Channels)
{
    /// <summary>Images of a sequence of images; 0 for anything else.</summary>
    public int Steps { get; init; }

    public int Length => Math.Max(1, Steps) * Height * Width * Channels;

    public override string ToString() => $"{(Steps > 0 ? $"{Steps}×" : "")}{Height}×{Width}×{Channels}";
}

/// <summary>Values of one batch in float64, in the order (sample, height, width, channel).</summary>
internal sealed class ReferenceTensor(int count, SampleShape shape)
{
    public int Count { get; } = count;

    public SampleShape Shape { get; } = shape;

    public double[] Values { get; } = new double[count * shape.Length];

    public ref double this[int sample, int y, int x, int channel] =>
        ref Values[((sample * Shape.Height + y) * Shape.Width + x) * Shape.Channels + channel];

    public static ReferenceTensor From(ReadOnlySpan<float> values, int count, SampleShape shape)
    {
        ReferenceTensor tensor = new(count, shape);
        for (int i = 0; i < tensor.Values.Length; i++)
            tensor.Values[i] = values[i];
        return tensor;
    }

    /// <summary>Adds the values of another tensor, times a factor.</summary>
    public void Add(ReferenceTensor other, double factor = 1)
    {
        for (int i = 0; i < Values.Length; i++)
            Values[i] += factor * other.Values[i];
    }
}
