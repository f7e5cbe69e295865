using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>How near one image is to another, for autoencoders, denoising and super-resolution.</summary>
public static class ImageMetrics
{
    private const int Window = 11;
    private const double WindowDeviation = 1.5;

    /// <summary>Peak signal-to-noise ratio: 10 · log₁₀(range² / mean squared error).</summary>
    /// <remarks>Keras: none, but TensorFlow's <c>tf.image.psnr</c>. PyTorch: torchmetrics' <c>PeakSignalNoiseRatio</c>.</remarks>
    /// <param name="image">Values of an image, or of several of them.</param>
    /// <param name="reference">Those they should be.</param>
    /// <param name="range">Distance between the smallest and the largest value that a pixel can have: 1 for 0..1, 255 for bytes.</param>
    /// <returns>Decibels; positive infinity for equal images.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is not above 0.</exception>
    public static double PeakSignalToNoiseRatio(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, float range = 1)
    {
        Check(image, reference, image.Length, range);
        double squares = 0;
        for (int i = 0; i < image.Length; i++)
            squares += ((double)image[i] - reference[i]) * ((double)image[i] - reference[i]);
        return squares == 0 ? double.PositiveInfinity : 10 / PortableMath.Log(10) * PortableMath.Log((double)range * range * image.Length / squares);
    }

    /// <summary>
    /// Structural similarity (Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity"): the mean
    /// over all places of a Gaussian window of 11×11 with deviation 1.5 that lies within the image, and over the channels; K₁ = 0.01,
    /// K₂ = 0.03.
    /// </summary>
    /// <remarks>Keras: none, but TensorFlow's <c>tf.image.ssim</c>. PyTorch: torchmetrics' <c>StructuralSimilarityIndexMeasure</c>.</remarks>
    /// <param name="image">Values of one image in the order (height, width, channels).</param>
    /// <param name="reference">Those they should be.</param>
    /// <param name="shape">(height, width, channels); height and width are 11 at least.</param>
    /// <param name="range">Distance between the smallest and the largest value that a pixel can have: 1 for 0..1, 255 for bytes.</param>
    /// <returns>−1 to 1; 1 for equal images.</returns>
    /// <exception cref="ArgumentException">The lengths aren't that of the shape, or the image is smaller than the window.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is not above 0.</exception>
    public static double StructuralSimilarity(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, TensorShape shape, float range = 1)
    {
        Check(image, reference, shape.Length, range);
        if (shape.Rank != 3 || shape.Height < Window || shape.Width < Window)
            throw new ArgumentException($"Structural similarity looks at images of {Window}×{Window} at least, but the shape is {shape}.", nameof(shape));
        double[] weights = Gaussian();
        (int rows, int columns) = (shape.Height - Window + 1, shape.Width - Window + 1);
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int channel = 0; channel < shape.Channels; channel++)
                    sum += At(image, reference, shape, (row * shape.Width + column) * shape.Channels + channel, weights, range);
            }
        }

        return sum / ((double)rows * columns * shape.Channels);
    }

    /// <summary>(2·μx·μy + C₁)(2·σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂)) of the window that begins there.</summary>
    private static double At(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, TensorShape shape, int first, double[] weights, double range)
    {
        double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (int row = 0; row < Window; row++)
        {
            for (int column = 0; column < Window; column++)
            {
                int place = first + (row * shape.Width + column) * shape.Channels;
                double weight = weights[row] * weights[column], a = image[place], b = reference[place];
                x += weight * a;
                y += weight * b;
                xx += weight * a * a;
                yy += weight * b * b;
                xy += weight * a * b;
            }
        }

        double c1 = 0.01 * range * (0.01 * range), c2 = 0.03 * range * (0.03 * range);
        return (2 * x * y + c1) * (2 * (xy - x * y) + c2) / ((x * x + y * y + c1) * (xx - x * x + (yy - y * y) + c2));
    }

    /// <summary>The window is the product of two of these; their sum is 1.</summary>
    private static double[] Gaussian()
    {
        double[] weights = [.. Enumerable.Range(-(Window / 2), Window).Select(offset => PortableMath.Exp(-offset * offset / (2 * WindowDeviation * WindowDeviation)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static void Check(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, int length, float range)
    {
        if (image.IsEmpty || image.Length != length || reference.Length != length)
            throw new ArgumentException(FormattableString.Invariant($"The image has {Quantity.Of(image.Length, "value")}, its reference {reference.Length}; both must have the same number, at least one, and that of the shape."), nameof(image));
        if (!(range > 0))
            throw new ArgumentOutOfRangeException(nameof(range), range, "The range is the distance between the smallest and the largest value that a pixel can have, above 0.");
    }
}
