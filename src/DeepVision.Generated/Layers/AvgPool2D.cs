namespace DeepVision.Generated;

/// <summary>The mean of each window, channel by channel: image (h, w, c) → image (h′, w′, c).</summary>
/// <remarks>
/// With <see cref="Padding.Same"/> only pixels inside the image count (Keras); zeros added by <c>Pad</c> do count, in the
/// sum and in the divisor (PyTorch's <c>count_include_pad</c>). Keras: <c>AveragePooling2D(size)</c>. PyTorch: <c>nn.AvgPool2d(size)</c>.
/// </remarks>
public sealed class AvgPool2D : Pooling
{
    /// <summary>Pooling over square windows.</summary>
    /// <param name="size">Rows and columns of the window, 1 or more.</param>
    public AvgPool2D(int size)
        : base(size, size)
    {
    }

    /// <summary>Pooling over rectangular windows.</summary>
    /// <param name="height">Rows of the window, 1 or more.</param>
    /// <param name="width">Columns of the window, 1 or more.</param>
    public AvgPool2D(int height, int width)
        : base(height, width)
    {
    }
}
