namespace DeepVision.Generated;

/// <summary>Layer normalisation: the channels of each pixel (the features of each step, a vector's values) to mean 0 and variance 1, then scaled and shifted by learned values; the shape stays as it is.</summary>
/// <remarks>
/// y = w · (x − μ) / √(σ² + ε) + b (Ba, Kiros and Hinton 2016, arXiv:1607.06450), with mean and (biased) variance over the channels alone, in training as
/// in prediction. Weight [c] begins at 1, bias [c] at 0. PyTorch: <c>nn.LayerNorm(c)</c> of values whose channels come last, the same default.
/// Keras: <c>LayerNormalization()</c>, whose epsilon is 1e-3.
/// </remarks>
public sealed class LayerNorm : Layer
{
    /// <summary>Added to the variance so that the division is safe, above 0; 1e-5 by default.</summary>
    public float Epsilon { get; init; } = 1e-5f;
}
