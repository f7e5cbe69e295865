namespace DeepVision.Generated;

/// <summary>
/// What makes the values of pictures uncorrelated and of variance 1: a matrix fitted on a data set. <see cref="Augmentation.Whiten"/> applies
/// it, to the data that train as to those that are validated and predicted.
/// </summary>
/// <remarks>
/// With mean μ and covariance Σ = U·Λ·Uᵀ of the inputs (divided by their number), PCA gives (Λ + ε)^−½ · Uᵀ · (x − μ), its components in the
/// order of their variances. ZCA turns that back, U · (Λ + ε)^−½ · Uᵀ · (x − μ): of all that whiten the one that changes pictures least
/// (Bell and Sejnowski 1997), as Keras's <c>ImageDataGenerator(zca_whitening=True)</c>. Fitting takes time that grows with the third power of the values of a
/// picture, applying with the second.
/// </remarks>
public sealed class Whitening
{
    private const int LongestInput = 4096;

    private readonly float[] _mean;

    // For each value of the input the row of what it gives to all values of the result.
    private readonly float[] _columns;

    private Whitening(TensorShape inputShape, TensorShape outputShape, float[] mean, float[] columns) =>
        (InputShape, OutputShape, _mean, _columns) = (inputShape, outputShape, mean, columns);

    /// <summary>Shape of the pictures it was fitted on.</summary>
    public TensorShape InputShape { get; }

    /// <summary>Shape of what it makes: pictures by ZCA, vectors of components by PCA.</summary>
    public TensorShape OutputShape { get; }

    /// <summary>ZCA whitening: the result is a picture again.</summary>
    /// <param name="data">The pictures to learn means and covariances from, of at most 4,096 values each. More of them than values, or little is learned in some directions.</param>
    /// <param name="epsilon">Added to the variances, so that directions without any aren't blown up; above 0. Keras: <c>zca_epsilon</c>.</param>
    /// <exception cref="ArgumentException">The data set is empty, a value is not finite, or the pictures have more than 4,096 values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is out of range.</exception>
    public static Whitening FitZca(Dataset data, double epsilon = 1e-6)
    {
        (double[] mean, double[] values, double[][] vectors) = Decompose(data, epsilon);
        int size = mean.Length;
        float[] columns = new float[size * size];
        double[] row = new double[size];
        for (int input = 0; input < size; input++)
        {
            Array.Clear(row);
            for (int component = 0; component < size; component++)
                VectorSpans.AddScaled(row, vectors[component], vectors[component][input] / Math.Sqrt(Math.Max(0, values[component]) + epsilon));
            for (int output = 0; output < size; output++)
                columns[input * size + output] = (float)row[output];
        }

        return new Whitening(data.InputShape, data.InputShape, Array.ConvertAll(mean, value => (float)value), columns);
    }

    /// <summary>PCA whitening: the result is a vector of components.</summary>
    /// <param name="data">The pictures to learn means and covariances from, of at most 4,096 values each.</param>
    /// <param name="components">How many of the components with the greatest variances are kept; all by default.</param>
    /// <param name="epsilon">Added to the variances, so that directions without any aren't blown up; above 0.</param>
    /// <exception cref="ArgumentException">The data set is empty, a value is not finite, or the pictures have more than 4,096 values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> or <paramref name="epsilon"/> is out of range.</exception>
    public static Whitening FitPca(Dataset data, int? components = null, double epsilon = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(data);
        int size = data.InputShape.Length, kept = OptionCheck.Between(components ?? size, 1, size, nameof(components));
        (double[] mean, double[] values, double[][] vectors) = Decompose(data, epsilon);
        float[] columns = new float[size * kept];
        for (int component = 0; component < kept; component++)
        {
            double scale = 1 / Math.Sqrt(Math.Max(0, values[component]) + epsilon);
            for (int input = 0; input < size; input++)
                columns[input * kept + component] = (float)(vectors[component][input] * scale);
        }

        return new Whitening(data.InputShape, new TensorShape(kept), Array.ConvertAll(mean, value => (float)value), columns);
    }

    internal void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        output.Clear();
        for (int i = 0; i < input.Length; i++)
            VectorSpans.AddScaled(output, _columns.AsSpan(i * output.Length, output.Length), input[i] - _mean[i]);
    }

    private static (double[] Mean, double[] Values, double[][] Vectors) Decompose(Dataset data, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(epsilon > 0) || !double.IsFinite(epsilon))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{nameof(epsilon)} must be a finite number above 0.");
        if (data.InputShape.Length > LongestInput)
            throw new ArgumentException(FormattableString.Invariant($"Whitening is for pictures of at most {LongestInput} values, but those of the data set are {data.InputShape}: the matrix would have {(long)data.InputShape.Length * data.InputShape.Length} numbers."), nameof(data));
        FitCheck.Samples(data);
        (double[] mean, double[][] matrix) = Covariance.OfValues(data);
        FitCheck.Finite(matrix);
        (double[] values, double[][] vectors) = SymmetricEigen.Decompose(matrix);
        return (mean, values, vectors);
    }
}
