namespace DeepVision.Generated;

/// <summary>An operation that puts a second picture of the data set into a picture, and as much of its label into the label.</summary>
internal abstract class MixingOperation(double alpha, double probability) : PictureOperation
{
    private readonly double _alpha = alpha >= 0.01 && alpha <= 1000 ? alpha : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "alpha must be 0.01 to 1000.");
    private readonly double _probability = OptionCheck.Probability(probability);

    /// <summary>What the user calls it, for messages.</summary>
    public abstract string Name { get; }

    public sealed override void Apply(ref Pixels<float> picture, ref RandomDraws draws) =>
        throw new InvalidOperationException($"{Name} mixes the pictures of a data set, so it can't be applied to one picture. {nameof(Dataset)}.{nameof(Dataset.Augmented)} applies it.");

    /// <summary>What is mixed this time.</summary>
    /// <param name="shape">Shape of the pictures.</param>
    /// <param name="samples">Samples of the data set.</param>
    /// <param name="draws">The draws of the sample.</param>
    public Mixture Draw(TensorShape shape, int samples, ref RandomDraws draws)
    {
        if (!draws.NextBoolean(_probability))
            return new Mixture(0, 1, default);
        int partner = draws.NextIndex(samples);
        return Draw(shape, partner, draws.NextBeta(_alpha), ref draws);
    }

    /// <summary>Mixes a second picture into the first.</summary>
    public abstract void Mix(Span<float> picture, ReadOnlySpan<float> partner, TensorShape shape, in Mixture mixture);

    protected abstract Mixture Draw(TensorShape shape, int partner, double share, ref RandomDraws draws);
}

/// <summary>How two samples are mixed.</summary>
/// <param name="Partner">Number of the second sample.</param>
/// <param name="Share">Share of the first one, in label or target; 1 if nothing is mixed.</param>
/// <param name="Box">The part of the picture that is the second one's, if it is a part.</param>
internal readonly record struct Mixture(int Partner, double Share, Box Box);

/// <summary>λ · x₁ + (1 − λ) · x₂ (Zhang et al. 2017).</summary>
internal sealed class MixupOperation(double alpha, double probability) : MixingOperation(alpha, probability)
{
    public override string Name => nameof(Augmentation.Mixup);

    public override void Mix(Span<float> picture, ReadOnlySpan<float> partner, TensorShape shape, in Mixture mixture) =>
        VectorSpans.Mix(picture, partner, (float)mixture.Share);

    protected override Mixture Draw(TensorShape shape, int partner, double share, ref RandomDraws draws) => new(partner, share, default);
}

/// <summary>A rectangle of 1 − λ of the area comes from the second picture (Yun et al. 2019); what of it lies beyond the border doesn't count.</summary>
internal sealed class CutMixOperation(double alpha, double probability) : MixingOperation(alpha, probability)
{
    public override string Name => nameof(Augmentation.CutMix);

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.Picture(input, Name);

    public override void Mix(Span<float> picture, ReadOnlySpan<float> partner, TensorShape shape, in Mixture mixture)
    {
        Box box = mixture.Box;
        for (int y = box.Top; y < box.Bottom; y++)
        {
            int from = (y * shape.Width + box.Left) * shape.Channels, length = box.Width * shape.Channels;
            partner.Slice(from, length).CopyTo(picture[from..]);
        }
    }

    protected override Mixture Draw(TensorShape shape, int partner, double share, ref RandomDraws draws)
    {
        double half = 0.5 * Math.Sqrt(1 - share);
        int halfWidth = (int)(half * shape.Width), halfHeight = (int)(half * shape.Height);
        int x = draws.NextIndex(shape.Width), y = draws.NextIndex(shape.Height);
        int left = Math.Max(0, x - halfWidth), right = Math.Min(shape.Width, x + halfWidth);
        int top = Math.Max(0, y - halfHeight), bottom = Math.Min(shape.Height, y + halfHeight);
        var box = new Box(top, left, bottom - top, right - left);
        return new Mixture(partner, 1 - (double)box.Height * box.Width / (shape.Height * shape.Width), box);
    }
}
