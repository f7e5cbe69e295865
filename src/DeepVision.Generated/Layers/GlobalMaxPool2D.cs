namespace DeepVision.Generated;

/// <summary>The largest value of each channel over the whole image: image (h, w, c) → vector (c).</summary>
/// <remarks>
/// Not-a-number beats everything. Of equal values the first, in the order of rows, gets the gradient, as in PyTorch; Keras
/// shares it among them. Keras: <c>GlobalMaxPooling2D()</c>. PyTorch: <c>nn.AdaptiveMaxPool2d(1)</c> and <c>nn.Flatten()</c>.
/// </remarks>
public sealed class GlobalMaxPool2D : Layer;
