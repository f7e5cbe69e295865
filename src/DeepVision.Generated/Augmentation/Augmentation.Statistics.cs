namespace DeepVision.Generated;

public sealed partial class Augmentation
{
    /// <summary>(x − mean) / deviation, by channels. torchvision: <c>Normalize</c>; Keras: <c>Normalization</c>.</summary>
    /// <param name="mean">A number for each channel.</param>
    /// <param name="deviation">A number above 0 for each channel.</param>
    /// <exception cref="ArgumentException">They are not equally many, or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a deviation not above 0.</exception>
    public Augmentation Normalize(float[] mean, float[] deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (mean.Length == 0 || mean.Length != deviation.Length)
            throw new ArgumentException(FormattableString.Invariant($"Each channel has a mean and a deviation, but there are {mean.Length} and {deviation.Length}."), nameof(deviation));
        foreach (float value in mean)
            OptionCheck.Finite(value, nameof(mean));
        foreach (float value in deviation)
        {
            if (!(value > 0) || !float.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(deviation), value, $"{nameof(deviation)} must be finite numbers above 0.");
        }

        return Then(new NormalizeOperation([.. mean], [.. deviation]));
    }

    /// <summary>(x − mean) / deviation, by channels, with means and deviations over all pixels of a data set: that which trains.</summary>
    /// <param name="data">The pictures, as they are when they reach this step.</param>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A channel has the same value everywhere, or one that isn't finite.</exception>
    public Augmentation Normalize(Dataset data)
    {
        (float[] mean, float[] deviation) = ChannelStatistics.Of(data);
        return Normalize(mean, deviation);
    }

    /// <summary>(x − m) / max(s, 1 / √n), with mean and deviation of the n values of each picture. tf.image: <c>per_image_standardization</c>.</summary>
    public Augmentation Standardize() => Then(new StandardizeOperation());

    /// <summary>Makes values uncorrelated and of variance 1, by a matrix that was fitted on a data set. Keras: <c>ImageDataGenerator(zca_whitening=True)</c>.</summary>
    /// <param name="whitening">The matrix.</param>
    public Augmentation Whiten(Whitening whitening)
    {
        ArgumentNullException.ThrowIfNull(whitening);
        return Then(new WhitenOperation(whitening));
    }

    /// <summary>
    /// Changes the colour of a picture along the principal components of the colours of all: adds p₁·α₁λ₁ + p₂·α₂λ₂ + p₃·α₃λ₃ to each pixel, with directions
    /// p, variances λ, and normal numbers α that are drawn for each picture (Krizhevsky et al. 2012, section 4.1: AlexNet). Results may leave 0 to 1.
    /// </summary>
    /// <param name="components">Of the data set that trains: <see cref="ColorComponents.Fit"/>.</param>
    /// <param name="deviation">Standard deviation of the α; 0.1 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public Augmentation RandomPcaColor(ColorComponents components, double deviation = 0.1)
    {
        ArgumentNullException.ThrowIfNull(components);
        return Then(new PcaColorOperation(components, deviation));
    }
}
