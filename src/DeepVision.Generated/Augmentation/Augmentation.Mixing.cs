namespace DeepVision.Generated;

public sealed partial class Augmentation
{
    /// <summary>
    /// Mixes each picture with another one of the data set, and their labels alike: λ · x₁ + (1 − λ) · x₂ with λ of the distribution beta(α, α) (Zhang et al.
    /// 2017). torchvision: <c>MixUp</c>, which takes the second picture from the batch and one λ for all.
    /// </summary>
    /// <remarks>
    /// The second picture has gone through the steps in front of this one too. Labels become targets of one value for each class: the network ends in
    /// a loss that takes those. Targets are mixed as they are.
    /// </remarks>
    /// <param name="alpha">The parameter of the distribution, 0.01 to 1000: the smaller it is, the more is of one picture only.</param>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation Mixup(double alpha = 0.2, double probability = 1) => Then(new MixupOperation(alpha, probability));

    /// <summary>
    /// Puts a rectangle of another picture of the data set in its place in each picture, and as much of its label into the label (Yun et al. 2019). The area is 1 − λ, with
    /// λ of the distribution beta(α, α). torchvision: <c>CutMix</c>, which takes the second picture from the batch and one rectangle for all.
    /// </summary>
    /// <inheritdoc cref="Mixup" path="/remarks"/>
    /// <param name="alpha">The parameter of the distribution, 0.01 to 1000.</param>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation CutMix(double alpha = 1, double probability = 1) => Then(new CutMixOperation(alpha, probability));

    /// <summary>
    /// A few changes of one magnitude, drawn from fourteen: nothing, two shears, two shifts, rotation, brightness, saturation, contrast, sharpness, posterize, solarize,
    /// autocontrast and equalize (Cubuk et al. 2019). torchvision: <c>RandAugment</c>, the same table and magnitudes.
    /// </summary>
    /// <param name="operations">How many changes, one after the other, 1 to 100.</param>
    /// <param name="magnitude">How strong, 0 to <paramref name="magnitudes"/> − 1.</param>
    /// <param name="magnitudes">Number of magnitudes, 2 to 1000.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandAugment(int operations = 2, int magnitude = 9, int magnitudes = 31, Interpolation interpolation = Interpolation.Nearest, Fill? fill = null) =>
        Then(new RandAugmentOperation(operations, magnitude, magnitudes, Known(interpolation), fill));
}
