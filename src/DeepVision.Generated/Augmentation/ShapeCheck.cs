namespace DeepVision.Generated;

/// <summary>The checks that operations make of the pictures they get.</summary>
internal static class ShapeCheck
{
    /// <summary>The shape, if it is that of a picture.</summary>
    public static TensorShape Picture(TensorShape shape, string operation) =>
        shape.Rank == 3 && shape.Length > 0 ? shape : throw new ArgumentException($"{operation} needs pictures (height, width, channels), but receives {shape}.");

    /// <summary>The shape, if it is that of a grey or coloured picture.</summary>
    public static TensorShape GreyOrColour(TensorShape shape, string operation) =>
        Picture(shape, operation).Channels is 1 or 3 ? shape : throw new ArgumentException($"{operation} needs pictures of one channel (grey) or three (red, green, blue), but receives {shape}.");
}
