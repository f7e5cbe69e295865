namespace DeepVision.Generated;

/// <summary>The mean of each window, feature by feature: sequence (steps, features) → sequence (steps′, features).</summary>
/// <remarks>
/// With <see cref="Padding.Same"/> only steps of the sequence count (Keras); zeros added by <c>Pad</c> do count, in the
/// sum and in the divisor (PyTorch's <c>count_include_pad</c>). Keras: <c>AveragePooling1D(size)</c>. PyTorch: <c>nn.AvgPool1d(size)</c>.
/// </remarks>
/// <param name="size">Steps of the window, 1 or more.</param>
public sealed class AvgPool1D(int size) : SequencePooling(size);
