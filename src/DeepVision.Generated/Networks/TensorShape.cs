using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// The shape of one sample, without the batch axis: an image (height, width, channels), a sequence (steps, features)
/// or a vector (length). Order and names are those of Keras.
/// </summary>
public readonly record struct TensorShape
{
    /// <summary>An image of <paramref name="height"/> × <paramref name="width"/> pixels with <paramref name="channels"/> values each.</summary>
    public TensorShape(int height, int width, int channels)
    {
        (Rank, Height, Width, Channels) = (3, height, width, channels);
    }

    /// <summary>A sequence of <paramref name="steps"/> vectors with <paramref name="features"/> values each.</summary>
    public TensorShape(int steps, int features)
    {
        (Rank, Height, Width, Channels) = (2, 1, steps, features);
    }

    /// <summary>A vector of <paramref name="length"/> values.</summary>
    public TensorShape(int length)
    {
        (Rank, Height, Width, Channels) = (1, 1, 1, length);
    }

    /// <summary>1 for a vector, 2 for a sequence, 3 for an image.</summary>
    public int Rank { get; }

    /// <summary>Rows of an image; 1 for sequences and vectors.</summary>
    public int Height { get; }

    /// <summary>Columns of an image, steps of a sequence; 1 for vectors.</summary>
    public int Width { get; }

    /// <summary>Values per pixel, features per step, or the length of a vector.</summary>
    public int Channels { get; }

    /// <summary>Values in one sample.</summary>
    public int Length => Height * Width * Channels;

    /// <inheritdoc/>
    public override string ToString() => Rank switch
    {
        3 => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}×{Channels}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{Width}×{Channels}"),
        _ => Channels.ToString(CultureInfo.InvariantCulture),
    };
}
