namespace DeepVision.Generated;

/// <summary>
/// In which directions the colours of pictures vary, and how much: the principal components of their channels. <see cref="Augmentation.RandomPcaColor"/> changes
/// colours along them (Krizhevsky et al. 2012, section 4.1).
/// </summary>
public sealed class ColorComponents
{
    private readonly float[] _variances;
    private readonly float[][] _directions;

    /// <summary>Components that are known.</summary>
    /// <param name="variances">The variance along each, 0 or more.</param>
    /// <param name="directions">A row for each, with a number for each channel; of length 1.</param>
    /// <exception cref="ArgumentException">There isn't a direction for each variance, or not a number for each channel in one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite.</exception>
    public ColorComponents(IReadOnlyList<float> variances, IReadOnlyList<float[]> directions)
    {
        ArgumentNullException.ThrowIfNull(variances);
        ArgumentNullException.ThrowIfNull(directions);
        if (variances.Count == 0 || directions.Count != variances.Count || directions.Any(direction => direction.Length != variances.Count))
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(variances.Count, "variance")} must come with as many directions, each of as many numbers."), nameof(directions));
        foreach (float variance in variances)
            OptionCheck.Between(variance, 0, double.MaxValue, nameof(variances));
        _variances = [.. variances];
        _directions = [.. directions.Select(direction => (float[])direction.Clone())];
    }

    /// <summary>The variance along each direction, the greatest first if it was fitted.</summary>
    public IReadOnlyList<float> Variances => _variances;

    /// <summary>The directions, a number for each channel.</summary>
    public IReadOnlyList<IReadOnlyList<float>> Directions => _directions;

    /// <summary>Learns the components from all pixels of a data set: eigenvalues and eigenvectors of the covariance of the channels.</summary>
    /// <param name="data">The pictures.</param>
    /// <exception cref="ArgumentException">The data set is empty, or a value is not finite.</exception>
    public static ColorComponents Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        FitCheck.Samples(data);
        (_, double[][] matrix) = Covariance.OfChannels(data);
        FitCheck.Finite(matrix);
        (double[] values, double[][] vectors) = SymmetricEigen.Decompose(matrix);
        return new ColorComponents(
            Array.ConvertAll(values, value => (float)Math.Max(0, value)), Array.ConvertAll(vectors, vector => Array.ConvertAll(vector, value => (float)value)));
    }
}

/// <summary>Adds p₁·α₁λ₁ + p₂·α₂λ₂ + … to every pixel, with directions p, variances λ and normal numbers α.</summary>
internal sealed class PcaColorOperation(ColorComponents components, double deviation) : PictureOperation
{
    private readonly double _deviation = OptionCheck.Between(deviation, 0, double.MaxValue);

    public override TensorShape GetOutputShape(TensorShape input) => input.Channels == components.Variances.Count
        ? input
        : throw new ArgumentException(FormattableString.Invariant($"{nameof(Augmentation.RandomPcaColor)} has components of {Quantity.Of(components.Variances.Count, "channel")}, but receives {input}."));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        int channels = picture.Shape.Channels;
        Span<float> shift = channels <= 16 ? stackalloc float[channels] : new float[channels], values = picture.Values;
        shift.Clear();
        for (int component = 0; component < channels; component++)
        {
            float amount = (float)(draws.NextNormal() * _deviation * components.Variances[component]);
            for (int channel = 0; channel < channels; channel++)
                shift[channel] += components.Directions[component][channel] * amount;
        }

        for (int i = 0; i < values.Length; i += channels)
        {
            for (int channel = 0; channel < channels; channel++)
                values[i + channel] += shift[channel];
        }
    }
}
