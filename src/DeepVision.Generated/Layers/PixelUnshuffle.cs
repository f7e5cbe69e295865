namespace DeepVision.Generated;

/// <summary>Makes channels of neighbouring pixels: image (h · factor, w · factor, c) → image (h, w, c · factor²).</summary>
/// <remarks>
/// y[r, q, k · factor² + i · factor + j] = x[r · factor + i, q · factor + j, k]: undoes <see cref="PixelShuffle"/>, and shrinks an image without losing a value.
/// Keras: <c>tf.nn.space_to_depth(x, factor)</c> with <see cref="BlockMajor"/>. PyTorch: <c>nn.PixelUnshuffle(factor)</c>.
/// </remarks>
/// <param name="factor">Rows and columns of a block, 1 or more; must divide those of the image.</param>
public sealed class PixelUnshuffle(int factor) : Layer
{
    /// <summary>Rows and columns of a block.</summary>
    public int Factor { get; } = factor;

    /// <summary>
    /// Whether the channels are all of the block's first pixel, then all of its second, and so on: channel (i · factor + j) · c + k, as
    /// <c>tf.nn.space_to_depth</c> and ONNX's SpaceToDepth count them.
    /// </summary>
    public bool BlockMajor { get; init; }
}
