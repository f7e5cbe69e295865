namespace DeepVision.Generated;

/// <summary>Enlarges an image by whole factors: image (h, w, c) → image (h · vertical, w · horizontal, c).</summary>
/// <remarks>
/// Nearest: y[r, q] = x[⌊r / vertical⌋, ⌊q / horizontal⌋]. Bilinear: the value at row (r + ½) / vertical − ½ and column
/// (q + ½) / horizontal − ½, held inside the image, by the four pixels around that place. Keras: <c>UpSampling2D(factor)</c>, the same
/// default. PyTorch: <c>nn.Upsample(scale_factor=factor, mode=…)</c>.
/// </remarks>
/// <param name="vertical">Output rows for each row, 1 or more.</param>
/// <param name="horizontal">Output columns for each column, 1 or more.</param>
public sealed class Upsample2D(int vertical, int horizontal) : Layer
{
    /// <summary>The same factor both ways.</summary>
    /// <param name="factor">Output rows and columns for each one, 1 or more.</param>
    public Upsample2D(int factor)
        : this(factor, factor)
    {
    }

    /// <summary>Output rows for each row.</summary>
    public int Vertical { get; } = vertical;

    /// <summary>Output columns for each column.</summary>
    public int Horizontal { get; } = horizontal;

    /// <summary>What stands between the pixels; <see cref="DeepVision.Generated.Interpolation.Nearest"/> by default.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Nearest;
}
