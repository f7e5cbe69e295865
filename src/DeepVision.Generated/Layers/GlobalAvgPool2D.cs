namespace DeepVision.Generated;

/// <summary>The mean of each channel over the whole image: image (h, w, c) → vector (c).</summary>
/// <remarks>Keras: <c>GlobalAveragePooling2D()</c>. PyTorch: <c>nn.AdaptiveAvgPool2d(1)</c> and <c>nn.Flatten()</c>.</remarks>
public sealed class GlobalAvgPool2D : Layer;
