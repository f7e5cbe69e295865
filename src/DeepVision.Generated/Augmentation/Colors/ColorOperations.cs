namespace DeepVision.Generated;

/// <summary>A change of the colours of a picture by an amount.</summary>
internal delegate void ColorAdjustment(Span<float> values, TensorShape shape, double amount);

/// <summary>Changes brightness or colour by an amount that is drawn.</summary>
/// <param name="name">What the user calls it.</param>
/// <param name="amount">How much.</param>
/// <param name="adjust">The change.</param>
internal sealed class ColorOperation(string name, Variation amount, ColorAdjustment adjust) : PictureOperation
{
    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, name);

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws) => adjust(picture.Values, picture.Shape, amount.Draw(ref draws));
}

/// <summary>A change of the colours that happens with a probability, always the same one.</summary>
/// <param name="name">What the user calls it.</param>
/// <param name="probability">How often.</param>
/// <param name="adjust">The change, by an amount that is of no meaning.</param>
internal sealed class OccasionalColorOperation(string name, double probability, ColorAdjustment adjust) : PictureOperation
{
    private readonly double _probability = OptionCheck.Probability(probability);

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, name);

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        if (draws.NextBoolean(_probability))
            adjust(picture.Values, picture.Shape, 0);
    }
}

/// <summary>Sharpens or blurs a picture by a factor that is drawn.</summary>
internal sealed class SharpnessOperation(Variation factor) : PictureOperation
{
    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, nameof(Augmentation.RandomSharpness));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws) => ColorAdjustments.Sharpness(ref picture, factor.Draw(ref draws));
}

/// <summary>Brightness, contrast, saturation and hue, in an order that is drawn.</summary>
internal sealed class ColorJitterOperation(Variation brightness, Variation contrast, Variation saturation, Variation hue) : PictureOperation
{
    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.GreyOrColour(input, nameof(Augmentation.ColorJitter));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<int> order = [0, 1, 2, 3];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = draws.NextIndex(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        foreach (int part in order)
        {
            Variation change = part switch { 0 => brightness, 1 => contrast, 2 => saturation, _ => hue };
            if (change.IsNone)
                continue;
            double amount = change.Draw(ref draws);
            switch (part)
            {
                case 0:
                    ColorAdjustments.Brightness(picture.Values, picture.Shape, 1 + amount);
                    break;
                case 1:
                    ColorAdjustments.Contrast(picture.Values, picture.Shape, 1 + amount);
                    break;
                case 2:
                    ColorAdjustments.Saturation(picture.Values, picture.Shape, 1 + amount);
                    break;
                default:
                    ColorAdjustments.Hue(picture.Values, picture.Shape, amount);
                    break;
            }
        }
    }
}

/// <summary>Adds a number that is drawn to all values, which stay between the least and the greatest of the picture.</summary>
internal sealed class ChannelShiftOperation(Variation shift) : PictureOperation
{
    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Span<float> values = picture.Values;
        float least = float.PositiveInfinity, greatest = float.NegativeInfinity, amount = (float)shift.Draw(ref draws);
        foreach (float value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        foreach (ref float value in values)
            value = Math.Min(Math.Max(value + amount, least), greatest);
    }
}
