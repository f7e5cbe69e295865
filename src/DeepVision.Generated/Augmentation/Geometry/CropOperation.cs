namespace DeepVision.Generated;

/// <summary>Cuts a window of one size out of a picture.</summary>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="pad">Pixels that are added on each side before.</param>
/// <param name="isRandom">Anywhere, or in the middle.</param>
/// <param name="fill">What the added pixels are.</param>
internal sealed class CropOperation(int height, int width, int pad, bool isRandom, Fill? fill) : GeometricOperation(Interpolation.Nearest, fill)
{
    protected override string Name => FormattableString.Invariant($"{(isRandom ? nameof(Augmentation.RandomCrop) : nameof(Augmentation.CenterCrop))}({height}, {width})");

    public override TensorShape GetOutputShape(TensorShape input)
    {
        base.GetOutputShape(input);
        if (input.Height + 2 * pad < height || input.Width + 2 * pad < width)
        {
            string padding = pad == 0 ? "" : FormattableString.Invariant($", padded by {pad} on each side");
            throw new ArgumentException(FormattableString.Invariant($"{Name} needs pictures of at least {height}×{width}, but receives {input}{padding}."));
        }

        if (Fill.Rule == FillRule.Reflect && pad >= Math.Min(input.Height, input.Width))
            throw new ArgumentException(FormattableString.Invariant($"{Name} pads by {pad} pixels that mirror the picture, but receives {input}, which has fewer to mirror."));
        return new TensorShape(height, width, input.Channels);
    }

    protected override PixelMap Draw(TensorShape shape, ref RandomDraws draws)
    {
        int vertical = shape.Height + 2 * pad - height, horizontal = shape.Width + 2 * pad - width;
        int top = isRandom ? draws.NextIndex(vertical + 1) : Half(vertical), left = isRandom ? draws.NextIndex(horizontal + 1) : Half(horizontal);
        return PixelMap.Window(shape, top - pad, left - pad, height, width);
    }

    /// <summary>Half of it, to the nearest even number, as Python rounds.</summary>
    private static int Half(int margin) => (int)Math.Round(margin / 2.0);
}
