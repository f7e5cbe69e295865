namespace DeepVision.Generated;

/// <summary>The largest value of each window, channel by channel: image (h, w, c) → image (h′, w′, c).</summary>
/// <remarks>
/// A window has at most 255 positions, such as 15×17. Padding never wins. In training the gradient goes to the first largest value of a window, in row order.
/// Keras: <c>MaxPooling2D(size)</c>. PyTorch: <c>nn.MaxPool2d(size)</c>; both have the same defaults.
/// </remarks>
public sealed class MaxPool2D : Pooling
{
    /// <summary>Pooling over square windows.</summary>
    /// <param name="size">Rows and columns of the window, 1 or more.</param>
    public MaxPool2D(int size)
        : base(size, size)
    {
    }

    /// <summary>Pooling over rectangular windows.</summary>
    /// <param name="height">Rows of the window, 1 or more.</param>
    /// <param name="width">Columns of the window, 1 or more.</param>
    public MaxPool2D(int height, int width)
        : base(height, width)
    {
    }
}
