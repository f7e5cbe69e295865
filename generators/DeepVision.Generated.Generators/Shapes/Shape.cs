using System.Globalization;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// The shape of one sample: an image (height, width, channels), a sequence (1, steps, features), a vector (1, 1, length), or so many
/// <see cref="Steps"/> images of that height, width and channels.
/// </summary>
internal readonly record struct Shape(int Rank, int Height, int Width, int Channels)
{
    /// <summary>Images of a sequence of images; 0 for anything else.</summary>
    public int Steps { get; init; }

    public static Shape Image(int height, int width, int channels) => new(3, height, width, channels);

    public static Shape Sequence(int steps, int features) => new(2, 1, steps, features);

    public static Shape Vector(int length) => new(1, 1, 1, length);

    /// <summary>Images of a sample: 1 for anything but a sequence of them.</summary>
    public int Images => Math.Max(1, Steps);

    /// <summary>Values in one image of a sample; may overflow an int, so it is a long.</summary>
    public long ImageLength => (long)Height * Width * Channels;

    /// <summary>Values in one sample; may overflow an int, so it is a long.</summary>
    public long Length => Images * ImageLength;

    /// <summary>What a layer that gives this for one image gives for a sequence of them: images become a sequence of images, vectors a sequence.</summary>
    /// <param name="steps">Images of the sequence.</param>
    public Shape ForEachOf(int steps) => Rank switch
    {
        3 => this with { Steps = steps },
        1 => Sequence(steps, Channels),
        _ => this,
    };

    /// <summary>What this is to a layer that works on one image of a sequence at a time.</summary>
    public Shape OfOneImage() => Rank == 2 ? Vector(Channels) : this with { Steps = 0 };

    public override string ToString() => Rank switch
    {
        3 when Steps > 0 => string.Format(CultureInfo.InvariantCulture, "{0}×{1}×{2}×{3}", Steps, Height, Width, Channels),
        3 => string.Format(CultureInfo.InvariantCulture, "{0}×{1}×{2}", Height, Width, Channels),
        2 => string.Format(CultureInfo.InvariantCulture, "{0}×{1}", Width, Channels),
        _ => Channels.ToString(CultureInfo.InvariantCulture),
    };
}
