namespace DeepVision.Generated.Images;

/// <summary>Checks shapes of pictures.</summary>
internal static class ImageShape
{
    /// <summary>Throws unless a shape is that of a picture: height, width, and 1 or 3 channels.</summary>
    public static void Check(TensorShape shape, string parameter)
    {
        if (shape is not { Rank: 3, Channels: 1 or 3 } || shape.Length < 1)
            throw new ArgumentException($"Pictures have a height, a width, and 1 channel (grey) or 3 (red, green, blue), but the shape is {shape}.", parameter);
    }
}
