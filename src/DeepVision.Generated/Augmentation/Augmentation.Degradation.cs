namespace DeepVision.Generated;

public sealed partial class Augmentation
{
    private static readonly (double Minimum, double Maximum) DeviationOfBlurs = (0.1, 2), AreaOfErasing = (0.02, 0.33), RatioOfErasing = (0.3, 3.3);

    /// <summary>Adds a normal number to each value. torchvision: <c>GaussianNoise(sigma)</c>. (Keras's layer doesn't clip.)</summary>
    /// <param name="deviation">Standard deviation of the numbers, 0 or more.</param>
    /// <param name="clip">Whether results stay within 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public Augmentation GaussianNoise(double deviation = 0.1, bool clip = true) => Then(new GaussianNoiseOperation(deviation, clip));

    /// <summary>Blurs pictures by a normal curve; beyond the border they are mirrored. torchvision: <c>GaussianBlur</c>.</summary>
    /// <param name="kernelSize">Pixels that are averaged each way, an odd number from 1 to 255.</param>
    /// <param name="deviation">Standard deviation of the curve in pixels, 0.01 to 1000; drawn from 0.1 to 2 by default.</param>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomGaussianBlur(int kernelSize, (double Minimum, double Maximum)? deviation = null, double probability = 1) =>
        Then(new GaussianBlurOperation(kernelSize, deviation ?? DeviationOfBlurs, probability));

    /// <summary>
    /// Makes of pictures what they would be after saving them as JPEG, at a quality that is drawn: to the last bit what libjpeg and libjpeg-turbo make of them by default,
    /// with colours at half the resolution. tf.image: <c>random_jpeg_quality</c>.
    /// </summary>
    /// <param name="minimum">The least quality, 1 to 100.</param>
    /// <param name="maximum">The greatest, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomJpegQuality(int minimum, int maximum) => Then(new JpegOperation(minimum, maximum));

    /// <summary>
    /// Overwrites a rectangle of pictures, at random (Zhong et al. 2017). torchvision: <c>RandomErasing</c>. Labels of pixels stay.
    /// </summary>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <param name="area">The rectangle's share of the picture's area, 0.0001 to 1; 0.02 to 0.33 by default.</param>
    /// <param name="ratio">Its height by its width, 0.01 to 100; 0.3 to 3.3 by default. Their logarithm is drawn evenly.</param>
    /// <param name="value">What is written; null for a normal number in each place (torchvision: <c>"random"</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomErasing(
        double probability = 0.5, (double Minimum, double Maximum)? area = null, (double Minimum, double Maximum)? ratio = null, float? value = 0) =>
        Then(new ErasingOperation(
            probability,
            OptionCheck.Range(area ?? AreaOfErasing, 1e-4, 1, nameof(area)),
            OptionCheck.Range(ratio ?? RatioOfErasing, 0.01, 100, nameof(ratio)),
            value));
}
