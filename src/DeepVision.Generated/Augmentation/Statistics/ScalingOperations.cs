namespace DeepVision.Generated;

/// <summary>(x − mean) / deviation, with numbers of each channel.</summary>
internal sealed class NormalizeOperation(float[] mean, float[] deviation) : PictureOperation
{
    private const int Repetitions = 16;

    // As often as makes whole vectors of any width, one after the other.
    private readonly float[] _means = Repeat(mean), _deviations = Repeat(deviation);

    public override TensorShape GetOutputShape(TensorShape input) => input.Channels == _means.Length / Repetitions
        ? input
        : throw new ArgumentException(FormattableString.Invariant($"{nameof(Augmentation.Normalize)} has a mean and a deviation for {Quantity.Of(_means.Length / Repetitions, "channel")}, but receives {input}."));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<float> values = picture.Values;
        for (int i = 0; i < values.Length; i += _means.Length)
            VectorSpans.Normalize(values.Slice(i, Math.Min(_means.Length, values.Length - i)), _means, _deviations);
    }

    private static float[] Repeat(float[] channels) => [.. Enumerable.Repeat(channels, Repetitions).SelectMany(value => value)];
}

/// <summary>(x − m) / max(s, 1 / √n), with mean and deviation of the n values of the picture itself.</summary>
internal sealed class StandardizeOperation : PictureOperation
{
    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<float> values = picture.Values;
        double mean = VectorSpans.Sums(values, 0).Sum / values.Length;
        double deviation = Math.Sqrt(VectorSpans.Sums(values, mean).Squares / values.Length);
        double scale = 1 / Math.Max(deviation, 1 / Math.Sqrt(values.Length));
        VectorSpans.Scale(values, (float)scale, (float)(-mean * scale));
    }
}

/// <summary>Mean and deviation of each channel over all pixels of a data set.</summary>
internal static class ChannelStatistics
{
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static (float[] Mean, float[] Deviation) Of(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
            throw new ArgumentException("The data set is empty.", nameof(data));
        int channels = data.InputShape.Channels;
        double[] sums = new double[channels], squares = new double[channels];
        float[] picture = new float[data.InputShape.Length];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInput(sample, picture);
            for (int i = 0; i < picture.Length; i++)
            {
                double value = picture[i];
                sums[i % channels] += value;
                squares[i % channels] += value * value;
            }
        }

        double count = (double)data.Count * picture.Length / channels;
        float[] mean = new float[channels], deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double centre = sums[channel] / count;
            mean[channel] = (float)centre;
            deviation[channel] = (float)Math.Sqrt(Math.Max(0, squares[channel] / count - centre * centre));
        }

        return (mean, deviation);
    }
}
