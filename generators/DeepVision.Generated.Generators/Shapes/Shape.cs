using System.Globalization;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// The shape of one sample: an image (height, width, channels), a sequence (1, steps, features) or a vector (1, 1, length).
/// </summary>
internal readonly record struct Shape(int Rank, int Height, int Width, int Channels)
{
    public static Shape Image(int height, int width, int channels) => new(3, height, width, channels);

    public static Shape Sequence(int steps, int features) => new(2, 1, steps, features);

    public static Shape Vector(int length) => new(1, 1, 1, length);

    /// <summary>Values in one sample; may overflow an int, so it is a long.</summary>
    public long Length => (long)Height * Width * Channels;

    public override string ToString() => Rank switch
    {
        3 => string.Format(CultureInfo.InvariantCulture, "{0}×{1}×{2}", Height, Width, Channels),
        2 => string.Format(CultureInfo.InvariantCulture, "{0}×{1}", Width, Channels),
        _ => Channels.ToString(CultureInfo.InvariantCulture),
    };
}
