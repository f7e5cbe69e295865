namespace DeepVision.Generated;

/// <summary>Batch normalisation: each channel of an image, or each value of a vector, to mean 0 and variance 1, then scaled and shifted by learned values; the shape stays as it is.</summary>
/// <remarks>
/// y = w · (x − μ) / √(σ² + ε) + b (Ioffe and Szegedy 2015, arXiv:1502.03167), with mean and variance over the batch and all pixels
/// in training, and with running averages in prediction: running = (1 − momentum) · running + momentum · batch, where the
/// batch's variance is the unbiased one, as in PyTorch. Weight [c] begins at 1, bias [c] at 0.
/// PyTorch: <c>nn.BatchNorm2d(c)</c>, the same defaults. Keras: <c>BatchNormalization()</c>, whose momentum is 1 minus this
/// one (0.99) and whose epsilon is 1e-3.
/// </remarks>
public sealed class BatchNorm : Layer
{
    /// <summary>Weight of the newest batch in the running averages, above 0 and at most 1; 0.1 by default.</summary>
    public float Momentum { get; init; } = 0.1f;

    /// <summary>Added to the variance so that the division is safe, above 0; 1e-5 by default.</summary>
    public float Epsilon { get; init; } = 1e-5f;
}
