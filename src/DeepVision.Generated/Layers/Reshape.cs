namespace DeepVision.Generated;

/// <summary>The same values under another shape: an image, a sequence or a vector of as many values as come in.</summary>
/// <remarks>
/// Values are counted in the order (row, column, channel), so that weights of a Dense layer in front of an image don't carry over from
/// PyTorch as they are. Keras: <c>Reshape((height, width, channels))</c>, the same order. PyTorch: <c>nn.Unflatten</c>, which counts (channel, row, column).
/// </remarks>
public sealed class Reshape : Layer
{
    /// <summary>To an image.</summary>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="channels">Channels, 1 or more.</param>
    public Reshape(int height, int width, int channels) => Dimensions = [height, width, channels];

    /// <summary>To a sequence.</summary>
    /// <param name="steps">Steps, 1 or more.</param>
    /// <param name="features">Features of each step, 1 or more.</param>
    public Reshape(int steps, int features) => Dimensions = [steps, features];

    /// <summary>To a vector; <see cref="Flatten"/> finds its length by itself.</summary>
    /// <param name="length">Values, 1 or more.</param>
    public Reshape(int length) => Dimensions = [length];

    /// <summary>The shape: (height, width, channels), (steps, features) or (length).</summary>
    public IReadOnlyList<int> Dimensions { get; }
}
