namespace DeepVision.Generated;

/// <summary>A few operations, drawn from a table, all of one magnitude (Cubuk et al. 2019). The table is that of torchvision's <c>RandAugment</c>.</summary>
internal sealed class RandAugmentOperation : PictureOperation, ILabelMover
{
    private readonly int _count;

    // For each row what it does one way and the other; null for nothing.
    private readonly (PictureOperation? One, PictureOperation? Other)[] _table;

    public RandAugmentOperation(int operations, int magnitude, int magnitudes, Interpolation interpolation, Fill? fill)
    {
        _count = OptionCheck.Between(operations, 1, 100);
        OptionCheck.Between(magnitudes, 2, 1000);
        OptionCheck.Between(magnitude, 0, magnitudes - 1);
        double strength = (double)magnitude / (magnitudes - 1);
        int bits = 8 - (int)Math.Round(magnitude / ((magnitudes - 1) / 4.0));
        _table =
        [
            (null, null),
            Moved(new AffineParameters(0, 1, 0, 0, 0.3 * strength, 0), new AffineParameters(0, 1, 0, 0, -0.3 * strength, 0)),
            Moved(new AffineParameters(0, 1, 0, 0, 0, 0.3 * strength), new AffineParameters(0, 1, 0, 0, 0, -0.3 * strength)),
            Moved(new AffineParameters(0, 1, 150.0 / 331 * strength, 0, 0, 0), new AffineParameters(0, 1, -150.0 / 331 * strength, 0, 0, 0)),
            Moved(new AffineParameters(0, 1, 0, 150.0 / 331 * strength, 0, 0), new AffineParameters(0, 1, 0, -150.0 / 331 * strength, 0, 0)),
            Moved(new AffineParameters(30 * strength / 360, 1, 0, 0, 0, 0), new AffineParameters(-30 * strength / 360, 1, 0, 0, 0, 0)),
            Coloured(ColorAdjustments.Brightness),
            Coloured(ColorAdjustments.Saturation),
            Coloured(ColorAdjustments.Contrast),
            (new SharpnessOperation((1 + 0.9 * strength, 1 + 0.9 * strength)), new SharpnessOperation((1 - 0.9 * strength, 1 - 0.9 * strength))),
            Always((values, _, _) => ColorAdjustments.Posterize(values, bits)),
            Always((values, _, _) => ColorAdjustments.Solarize(values, 1 - strength)),
            Always((values, shape, _) => ColorAdjustments.AutoContrast(values, shape)),
            Always((values, shape, _) => ColorAdjustments.Equalize(values, shape)),
        ];

        (PictureOperation, PictureOperation) Moved(AffineParameters one, AffineParameters other) =>
            (new FixedAffineOperation(one, interpolation, fill), new FixedAffineOperation(other, interpolation, fill));

        (PictureOperation, PictureOperation) Coloured(ColorAdjustment adjust) =>
            (Fixed(adjust, 1 + 0.9 * strength), Fixed(adjust, 1 - 0.9 * strength));

        (PictureOperation, PictureOperation) Always(ColorAdjustment adjust) => (Fixed(adjust, 0), Fixed(adjust, 0));
    }

    public override bool MovesPixels => true;

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, nameof(Augmentation.RandAugment));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        for (int i = 0; i < _count; i++)
        {
            RandomDraws part = draws.Part(i + 1);
            Choose(ref part)?.Apply(ref picture, ref part);
        }
    }

    public void MoveLabels(ref Pixels<int> labels, ref RandomDraws draws)
    {
        for (int i = 0; i < _count; i++)
        {
            RandomDraws part = draws.Part(i + 1);
            (Choose(ref part) as ILabelMover)?.MoveLabels(ref labels, ref part);
        }
    }

    private PictureOperation? Choose(ref RandomDraws draws)
    {
        (PictureOperation? one, PictureOperation? other) = _table[draws.NextIndex(_table.Length)];
        return draws.NextBoolean(0.5) ? one : other;
    }

    private static ColorOperation Fixed(ColorAdjustment adjust, double amount) => new(nameof(Augmentation.RandAugment), (amount, amount), adjust);
}
