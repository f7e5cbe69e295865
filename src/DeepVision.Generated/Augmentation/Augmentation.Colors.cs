namespace DeepVision.Generated;

public sealed partial class Augmentation
{
    /// <summary>Makes pictures brighter or darker: x · (1 + change), within 0 to 1. torchvision: <c>adjust_brightness</c>. (tf.image's and Keras's add to x.)</summary>
    /// <param name="change">Change of the factor 1, −1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomBrightness(Variation change) => Adjust(nameof(RandomBrightness), Factor(change), ColorAdjustments.Brightness);

    /// <summary>
    /// Raises or lowers the contrast: (1 + change) · x − change · m with the mean grey m of the picture, within 0 to 1. torchvision:
    /// <c>adjust_contrast</c>. (tf.image's and Keras's take the mean of each channel.)
    /// </summary>
    /// <param name="change">Change of the factor 1, −1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomContrast(Variation change) => Adjust(nameof(RandomContrast), Factor(change), ColorAdjustments.Contrast);

    /// <summary>
    /// Makes colours stronger or paler: (1 + change) · x − change · g with the grey 0.2989·R + 0.587·G + 0.114·B of the pixel, within 0 to 1. Grey
    /// pictures stay. torchvision: <c>adjust_saturation</c>. (tf.image's multiplies the saturation of the HSV model.)
    /// </summary>
    /// <param name="change">Change of the factor 1, −1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomSaturation(Variation change) => Adjust(nameof(RandomSaturation), Factor(change), ColorAdjustments.Saturation);

    /// <summary>Turns the hues of pictures along their circle. Grey pictures stay. torchvision: <c>adjust_hue</c>; tf.image: <c>adjust_hue</c>.</summary>
    /// <param name="turns">How far, in full turns, −0.5 to 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomHue(Variation turns) => Adjust(nameof(RandomHue), turns.Within(-0.5, 0.5, nameof(turns)), ColorAdjustments.Hue);

    /// <summary>
    /// Changes brightness, contrast, saturation and hue in an order that is drawn. torchvision: <c>ColorJitter</c>.
    /// </summary>
    /// <param name="brightness">As in <see cref="RandomBrightness"/>.</param>
    /// <param name="contrast">As in <see cref="RandomContrast"/>.</param>
    /// <param name="saturation">As in <see cref="RandomSaturation"/>.</param>
    /// <param name="hue">As in <see cref="RandomHue"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation ColorJitter(Variation brightness = default, Variation contrast = default, Variation saturation = default, Variation hue = default) =>
        Then(new ColorJitterOperation(
            brightness.Within(-1, double.MaxValue, nameof(brightness)),
            contrast.Within(-1, double.MaxValue, nameof(contrast)),
            saturation.Within(-1, double.MaxValue, nameof(saturation)),
            hue.Within(-0.5, 0.5, nameof(hue))));

    /// <summary>
    /// Adds one number to all channels; values stay between the least and the greatest of the picture, whatever these are. Keras:
    /// <c>ImageDataGenerator(channel_shift_range=…)</c>.
    /// </summary>
    /// <param name="shift">The number.</param>
    public Augmentation RandomChannelShift(Variation shift) => Then(new ChannelShiftOperation(shift));

    /// <summary>Sharpens or blurs pictures a little. torchvision: <c>adjust_sharpness</c>; PIL: <c>ImageEnhance.Sharpness</c>.</summary>
    /// <param name="change">Change of the factor 1, −1 or more: −1 blurs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomSharpness(Variation change) => Then(new SharpnessOperation(Factor(change)));

    /// <summary>Leaves a few levels of each channel, at random. torchvision: <c>RandomPosterize</c>.</summary>
    /// <param name="bits">Two to the power of it are left, 1 to 8.</param>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomPosterize(int bits, double probability = 0.5)
    {
        OptionCheck.Between(bits, 1, 8);
        return Sometimes(nameof(RandomPosterize), probability, (values, _, _) => ColorAdjustments.Posterize(values, bits));
    }

    /// <summary>Makes 1 − x of values from a threshold on, at random. torchvision: <c>RandomSolarize</c>.</summary>
    /// <param name="threshold">The threshold, 0 to 1.</param>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomSolarize(double threshold, double probability = 0.5)
    {
        OptionCheck.Between(threshold, 0, 1);
        return Sometimes(nameof(RandomSolarize), probability, (values, _, _) => ColorAdjustments.Solarize(values, threshold));
    }

    /// <summary>Stretches each channel to 0 to 1, at random. torchvision: <c>RandomAutocontrast</c>.</summary>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of range.</exception>
    public Augmentation RandomAutoContrast(double probability = 0.5) =>
        Sometimes(nameof(RandomAutoContrast), probability, (values, shape, _) => ColorAdjustments.AutoContrast(values, shape));

    /// <summary>Makes the 256 levels of each channel about equally frequent, at random. torchvision: <c>RandomEqualize</c>.</summary>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of range.</exception>
    public Augmentation RandomEqualize(double probability = 0.5) =>
        Sometimes(nameof(RandomEqualize), probability, (values, shape, _) => ColorAdjustments.Equalize(values, shape));

    private static Variation Factor(Variation change)
    {
        change.Within(-1, double.MaxValue, nameof(change));
        return new Variation(1 + change.Minimum, 1 + change.Maximum);
    }

    private Augmentation Adjust(string name, Variation amount, ColorAdjustment adjust) => Then(new ColorOperation(name, amount, adjust));

    private Augmentation Sometimes(string name, double probability, ColorAdjustment adjust) => Then(new OccasionalColorOperation(name, probability, adjust));
}
