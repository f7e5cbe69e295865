namespace DeepVision.Generated;

/// <summary>Adds p₁·α₁λ₁ + p₂·α₂λ₂ + … to every pixel, with directions p, variances λ and normal numbers α.</summary>
internal sealed class PcaColorOperation(ColorComponents components, double deviation) : PictureOperation
{
    private readonly double _deviation = OptionCheck.Between(deviation, 0, double.MaxValue);

    public override TensorShape GetOutputShape(TensorShape input) => input.Channels == components.Variances.Count
        ? input
        : throw new ArgumentException(FormattableString.Invariant($"{nameof(Augmentation.RandomPcaColor)} has components of {Quantity.Of(components.Variances.Count, "channel")}, but receives {input}."));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        int channels = picture.Shape.Channels;
        Span<float> shift = channels <= 16 ? stackalloc float[channels] : new float[channels], values = picture.Values;
        shift.Clear();
        for (int component = 0; component < channels; component++)
        {
            float amount = (float)(draws.NextNormal() * _deviation * components.Variances[component]);
            for (int channel = 0; channel < channels; channel++)
                shift[channel] += components.Directions[component][channel] * amount;
        }

        for (int i = 0; i < values.Length; i += channels)
        {
            for (int channel = 0; channel < channels; channel++)
                values[i + channel] += shift[channel];
        }
    }
}
