using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>
/// The shape of one sample, without the batch axis: an image (height, width, channels), a sequence (steps, features), a sequence of
/// images (steps, height, width, channels) or a vector (length). Order and names are those of Keras.
/// </summary>
public readonly record struct TensorShape
{
    /// <summary>A sequence of <paramref name="steps"/> images of <paramref name="height"/> × <paramref name="width"/> pixels with <paramref name="channels"/> values each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or their product is above 2³¹ − 1.</exception>
    public TensorShape(int steps, int height, int width, int channels)
    {
        (Rank, Steps, Height, Width, Channels) = (4, steps, height, width, channels);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(channels);
        CheckLength(nameof(steps));
    }

    /// <summary>An image of <paramref name="height"/> × <paramref name="width"/> pixels with <paramref name="channels"/> values each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or their product is above 2³¹ − 1.</exception>
    public TensorShape(int height, int width, int channels)
    {
        (Rank, Steps, Height, Width, Channels) = (3, 1, height, width, channels);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(channels);
        CheckLength(nameof(height));
    }

    /// <summary>A sequence of <paramref name="steps"/> vectors with <paramref name="features"/> values each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or their product is above 2³¹ − 1.</exception>
    public TensorShape(int steps, int features)
    {
        (Rank, Steps, Height, Width, Channels) = (2, steps, 1, steps, features);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(features);
        CheckLength(nameof(steps));
    }

    /// <summary>A vector of <paramref name="length"/> values.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public TensorShape(int length)
    {
        (Rank, Steps, Height, Width, Channels) = (1, 1, 1, 1, length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
    }

    /// <summary>A shape of its one to four <see cref="Dimensions"/>.</summary>
    /// <exception cref="ArgumentException">There are more than four dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or their product is above 2³¹ − 1.</exception>
    [JsonConstructor]
    public TensorShape(IReadOnlyList<int> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        this = dimensions switch
        {
            [] => default,
            [int length] => new TensorShape(length),
            [int steps, int features] => new TensorShape(steps, features),
            [int height, int width, int channels] => new TensorShape(height, width, channels),
            [int steps, int height, int width, int channels] => new TensorShape(steps, height, width, channels),
            _ => throw new ArgumentException(FormattableString.Invariant($"A shape has one to four dimensions, but {Quantity.Given(dimensions.Count)}."), nameof(dimensions)),
        };
    }

    /// <summary>1 for a vector, 2 for a sequence, 3 for an image, 4 for a sequence of images.</summary>
    public int Rank { get; }

    /// <summary>Steps of a sequence, images of a sequence of images; 1 for images and vectors.</summary>
    public int Steps { get; }

    /// <summary>Rows of an image; 1 for sequences and vectors.</summary>
    public int Height { get; }

    /// <summary>Columns of an image, steps of a sequence; 1 for vectors.</summary>
    public int Width { get; }

    /// <summary>Values per pixel, features per step, or the length of a vector.</summary>
    public int Channels { get; }

    /// <summary>The numbers the shape was made of: (steps, height, width, channels), (height, width, channels), (steps, features) or (length).</summary>
    public IReadOnlyList<int> Dimensions => Rank switch
    {
        0 => [],
        1 => [Channels],
        2 => [Width, Channels],
        3 => [Height, Width, Channels],
        _ => [Steps, Height, Width, Channels],
    };

    /// <summary>Values in one sample.</summary>
    public int Length => (Rank == 4 ? Steps : 1) * Height * Width * Channels;

    /// <summary>What one image of a sequence of them has, or what a layer that works on one gives where it gives a sequence of vectors.</summary>
    internal TensorShape OfOneImage => Rank == 4 ? new TensorShape(Height, Width, Channels) : new TensorShape(Channels);

    /// <inheritdoc/>
    public override string ToString() => Rank switch
    {
        4 => string.Create(CultureInfo.InvariantCulture, $"{Steps}×{Height}×{Width}×{Channels}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}×{Channels}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{Width}×{Channels}"),
        _ => Channels.ToString(CultureInfo.InvariantCulture),
    };

    private void CheckLength(string parameter)
    {
        if ((Int128)(Rank == 4 ? Steps : 1) * Height * Width * Channels > int.MaxValue)
            throw new ArgumentOutOfRangeException(parameter, $"A sample of {this} has more values than an array can hold.");
    }
}
