namespace DeepVision.Generated;

/// <summary>Adds a normal number to each value.</summary>
internal sealed class GaussianNoiseOperation(double deviation, bool clip) : PictureOperation
{
    private const int Drawn = 512;
    private readonly float _deviation = (float)OptionCheck.Between(deviation, 0, 1e6);

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<float> noise = stackalloc float[Drawn], values = picture.Values;
        for (int i = 0; i < values.Length; i += Drawn)
        {
            Span<float> part = values.Slice(i, Math.Min(Drawn, values.Length - i));
            draws.FillNormal(noise[..part.Length]);
            VectorSpans.AddScaled(part, noise, _deviation);
        }

        if (clip)
            VectorSpans.Bound(values);
    }
}
