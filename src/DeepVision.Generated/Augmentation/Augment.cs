namespace DeepVision.Generated;

/// <summary>
/// Begins an <see cref="Augmentation"/>: <c>Augment.RandomFlip().RandomCrop(28, pad: 4).GaussianNoise(0.05)</c>. Each method is the first step, and the
/// same one of <see cref="Augmentation"/> a further one.
/// </summary>
public static class Augment
{
    /// <inheritdoc cref="Augmentation.RandomFlip"/>
    public static Augmentation RandomFlip(double probability = 0.5) => Augmentation.None.RandomFlip(probability);

    /// <inheritdoc cref="Augmentation.RandomVerticalFlip"/>
    public static Augmentation RandomVerticalFlip(double probability = 0.5) => Augmentation.None.RandomVerticalFlip(probability);

    /// <inheritdoc cref="Augmentation.RandomCrop"/>
    public static Augmentation RandomCrop(int height, int? width = null, int pad = 0, Fill? fill = null) =>
        Augmentation.None.RandomCrop(height, width, pad, fill);

    /// <inheritdoc cref="Augmentation.CenterCrop"/>
    public static Augmentation CenterCrop(int height, int? width = null) => Augmentation.None.CenterCrop(height, width);

    /// <inheritdoc cref="Augmentation.Resize"/>
    public static Augmentation Resize(int height, int? width = null, Interpolation interpolation = Interpolation.Bilinear, bool antialias = true) =>
        Augmentation.None.Resize(height, width, interpolation, antialias);

    /// <inheritdoc cref="Augmentation.RandomResizedCrop"/>
    public static Augmentation RandomResizedCrop(
        int height,
        int? width = null,
        (double Minimum, double Maximum)? area = null,
        (double Minimum, double Maximum)? ratio = null,
        Interpolation interpolation = Interpolation.Bilinear,
        bool antialias = true) =>
        Augmentation.None.RandomResizedCrop(height, width, area, ratio, interpolation, antialias);

    /// <inheritdoc cref="Augmentation.RandomTranslation"/>
    public static Augmentation RandomTranslation(
        Variation vertical, Variation horizontal, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Augmentation.None.RandomTranslation(vertical, horizontal, interpolation, fill);

    /// <inheritdoc cref="Augmentation.RandomRotation"/>
    public static Augmentation RandomRotation(Variation degrees, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Augmentation.None.RandomRotation(degrees, interpolation, fill);

    /// <inheritdoc cref="Augmentation.RandomShear"/>
    public static Augmentation RandomShear(
        Variation horizontal, Variation vertical = default, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Augmentation.None.RandomShear(horizontal, vertical, interpolation, fill);

    /// <inheritdoc cref="Augmentation.RandomZoom"/>
    public static Augmentation RandomZoom(Variation change, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Augmentation.None.RandomZoom(change, interpolation, fill);

    /// <inheritdoc cref="Augmentation.RandomAffine"/>
    public static Augmentation RandomAffine(
        Variation rotation = default,
        Variation verticalShift = default,
        Variation horizontalShift = default,
        Variation zoom = default,
        Variation horizontalShear = default,
        Variation verticalShear = default,
        Interpolation interpolation = Interpolation.Bilinear,
        Fill? fill = null) =>
        Augmentation.None.RandomAffine(rotation, verticalShift, horizontalShift, zoom, horizontalShear, verticalShear, interpolation, fill);

    /// <inheritdoc cref="Augmentation.RandomBrightness"/>
    public static Augmentation RandomBrightness(Variation change) => Augmentation.None.RandomBrightness(change);

    /// <inheritdoc cref="Augmentation.RandomContrast"/>
    public static Augmentation RandomContrast(Variation change) => Augmentation.None.RandomContrast(change);

    /// <inheritdoc cref="Augmentation.RandomSaturation"/>
    public static Augmentation RandomSaturation(Variation change) => Augmentation.None.RandomSaturation(change);

    /// <inheritdoc cref="Augmentation.RandomHue"/>
    public static Augmentation RandomHue(Variation turns) => Augmentation.None.RandomHue(turns);

    /// <inheritdoc cref="Augmentation.ColorJitter"/>
    public static Augmentation ColorJitter(
        Variation brightness = default, Variation contrast = default, Variation saturation = default, Variation hue = default) =>
        Augmentation.None.ColorJitter(brightness, contrast, saturation, hue);

    /// <inheritdoc cref="Augmentation.RandomChannelShift"/>
    public static Augmentation RandomChannelShift(Variation shift) => Augmentation.None.RandomChannelShift(shift);

    /// <inheritdoc cref="Augmentation.RandomSharpness"/>
    public static Augmentation RandomSharpness(Variation change) => Augmentation.None.RandomSharpness(change);

    /// <inheritdoc cref="Augmentation.RandomPosterize"/>
    public static Augmentation RandomPosterize(int bits, double probability = 0.5) => Augmentation.None.RandomPosterize(bits, probability);

    /// <inheritdoc cref="Augmentation.RandomSolarize"/>
    public static Augmentation RandomSolarize(double threshold, double probability = 0.5) => Augmentation.None.RandomSolarize(threshold, probability);

    /// <inheritdoc cref="Augmentation.RandomAutoContrast"/>
    public static Augmentation RandomAutoContrast(double probability = 0.5) => Augmentation.None.RandomAutoContrast(probability);

    /// <inheritdoc cref="Augmentation.RandomEqualize"/>
    public static Augmentation RandomEqualize(double probability = 0.5) => Augmentation.None.RandomEqualize(probability);

    /// <inheritdoc cref="Augmentation.Normalize(float[], float[])"/>
    public static Augmentation Normalize(float[] mean, float[] deviation) => Augmentation.None.Normalize(mean, deviation);

    /// <inheritdoc cref="Augmentation.Normalize(Dataset)"/>
    public static Augmentation Normalize(Dataset data) => Augmentation.None.Normalize(data);

    /// <inheritdoc cref="Augmentation.Standardize"/>
    public static Augmentation Standardize() => Augmentation.None.Standardize();

    /// <inheritdoc cref="Augmentation.Whiten"/>
    public static Augmentation Whiten(Whitening whitening) => Augmentation.None.Whiten(whitening);

    /// <inheritdoc cref="Augmentation.RandomPcaColor"/>
    public static Augmentation RandomPcaColor(ColorComponents components, double deviation = 0.1) =>
        Augmentation.None.RandomPcaColor(components, deviation);

    /// <inheritdoc cref="Augmentation.GaussianNoise"/>
    public static Augmentation GaussianNoise(double deviation = 0.1, bool clip = true) => Augmentation.None.GaussianNoise(deviation, clip);

    /// <inheritdoc cref="Augmentation.RandomGaussianBlur"/>
    public static Augmentation RandomGaussianBlur(int kernelSize, (double Minimum, double Maximum)? deviation = null, double probability = 1) =>
        Augmentation.None.RandomGaussianBlur(kernelSize, deviation, probability);

    /// <inheritdoc cref="Augmentation.RandomJpegQuality"/>
    public static Augmentation RandomJpegQuality(int minimum, int maximum) => Augmentation.None.RandomJpegQuality(minimum, maximum);

    /// <inheritdoc cref="Augmentation.RandomErasing"/>
    public static Augmentation RandomErasing(
        double probability = 0.5, (double Minimum, double Maximum)? area = null, (double Minimum, double Maximum)? ratio = null, float? value = 0) =>
        Augmentation.None.RandomErasing(probability, area, ratio, value);

    /// <inheritdoc cref="Augmentation.Mixup"/>
    public static Augmentation Mixup(double alpha = 0.2, double probability = 1) => Augmentation.None.Mixup(alpha, probability);

    /// <inheritdoc cref="Augmentation.CutMix"/>
    public static Augmentation CutMix(double alpha = 1, double probability = 1) => Augmentation.None.CutMix(alpha, probability);

    /// <inheritdoc cref="Augmentation.RandAugment"/>
    public static Augmentation RandAugment(
        int operations = 2, int magnitude = 9, int magnitudes = 31, Interpolation interpolation = Interpolation.Nearest, Fill? fill = null) =>
        Augmentation.None.RandAugment(operations, magnitude, magnitudes, interpolation, fill);
}
