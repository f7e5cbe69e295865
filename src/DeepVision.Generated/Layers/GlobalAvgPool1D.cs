namespace DeepVision.Generated;

/// <summary>The mean of each feature over all steps: sequence (steps, features) → vector (features).</summary>
/// <remarks>Keras: <c>GlobalAveragePooling1D()</c>. PyTorch: <c>nn.AdaptiveAvgPool1d(1)</c> and <c>nn.Flatten()</c>.</remarks>
public sealed class GlobalAvgPool1D : Layer;
