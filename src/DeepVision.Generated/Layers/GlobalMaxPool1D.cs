namespace DeepVision.Generated;

/// <summary>The largest value of each feature over all steps: sequence (steps, features) → vector (features).</summary>
/// <remarks>
/// Not-a-number beats everything. Of equal values the first gets the gradient, as in PyTorch; Keras shares it among them.
/// Keras: <c>GlobalMaxPooling1D()</c>. PyTorch: <c>nn.AdaptiveMaxPool1d(1)</c> and <c>nn.Flatten()</c>.
/// </remarks>
public sealed class GlobalMaxPool1D : Layer;
