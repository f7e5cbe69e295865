namespace DeepVision.Generated;

/// <summary>The largest value of each window, feature by feature: sequence (steps, features) → sequence (steps′, features).</summary>
/// <remarks>
/// A window has at most 255 steps. Padding never wins. In training the gradient goes to the first largest value of a window.
/// Keras: <c>MaxPooling1D(size)</c>. PyTorch: <c>nn.MaxPool1d(size)</c>; both have the same defaults.
/// </remarks>
/// <param name="size">Steps of the window, 1 or more.</param>
public sealed class MaxPool1D(int size) : SequencePooling(size);
