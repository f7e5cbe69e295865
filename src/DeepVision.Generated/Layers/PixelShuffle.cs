namespace DeepVision.Generated;

/// <summary>Makes larger images of channels: image (h, w, c · factor²) → image (h · factor, w · factor, c).</summary>
/// <remarks>
/// y[r · factor + i, q · factor + j, k] = x[r, q, k · factor² + i · factor + j] (Shi et al. 2016, arXiv:1609.05158): each pixel becomes a block, whose values
/// stood beside each other for each channel k. TensorFlow counts them otherwise; <see cref="BlockMajor"/> reads its order.
/// Keras: <c>tf.nn.depth_to_space(x, factor)</c> with <see cref="BlockMajor"/>. PyTorch: <c>nn.PixelShuffle(factor)</c>.
/// </remarks>
/// <param name="factor">Rows and columns of a block, 1 or more; its square must divide the channels.</param>
public sealed class PixelShuffle(int factor) : Layer
{
    /// <summary>Rows and columns of a block.</summary>
    public int Factor { get; } = factor;

    /// <summary>
    /// Whether the channels are all of the block's first pixel, then all of its second, and so on: channel (i · factor + j) · c + k, as
    /// <c>tf.nn.depth_to_space</c> and ONNX's mode DCR count them.
    /// </summary>
    public bool BlockMajor { get; init; }
}
