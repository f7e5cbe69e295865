namespace DeepVision.Generated;

/// <summary>Instance normalisation: each channel of a sample to mean 0 and variance 1 over its pixels, then scaled and shifted by learned values; the shape stays as it is.</summary>
/// <remarks>
/// y = w · (x − μ) / √(σ² + ε) + b (Ulyanov, Vedaldi and Lempitsky 2016, arXiv:1607.08022), with mean and (biased) variance over the pixels of one channel
/// of one sample, in training as in prediction: a <see cref="GroupNorm"/> of as many groups as channels. Weight [c] begins at 1, bias [c] at 0.
/// PyTorch: <c>nn.InstanceNorm2d(c, affine=True)</c>, where <c>affine</c> is false unless it is asked for. Keras:
/// <c>GroupNormalization(groups=-1)</c>, whose epsilon is 1e-3.
/// </remarks>
public sealed class InstanceNorm : Layer
{
    /// <summary>Added to the variance so that the division is safe, above 0; 1e-5 by default.</summary>
    public float Epsilon { get; init; } = 1e-5f;
}
