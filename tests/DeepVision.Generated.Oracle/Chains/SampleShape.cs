namespace DeepVision.Generated.Oracle.Chains;

/// <summary>Shape of one sample. A sequence has one row, a vector one pixel.</summary>
/// <param name="Rank">3 for an image, 2 for a sequence, 1 for a vector.</param>
internal readonly record struct SampleShape(int Rank, int Height, int Width, int Channels)
{
    public int Length => Height * Width * Channels;

    public static SampleShape Image(int height, int width, int channels) => new(3, height, width, channels);

    public static SampleShape Sequence(int steps, int features) => new(2, 1, steps, features);

    public static SampleShape Vector(int length) => new(1, 1, 1, length);
}
