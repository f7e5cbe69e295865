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
