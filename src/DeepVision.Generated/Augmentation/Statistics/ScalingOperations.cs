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
