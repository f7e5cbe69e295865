namespace DeepVision.Generated;

/// <summary>Group normalisation: each group of channels of a sample to mean 0 and variance 1 over its pixels, then scaled and shifted by learned values for each channel; the shape stays as it is.</summary>
/// <remarks>
/// y = w · (x − μ) / √(σ² + ε) + b (Wu and He 2018, arXiv:1803.08494), with mean and (biased) variance over the pixels and the neighbouring channels of a
/// group, of one sample alone: batches may be small, and training and prediction do the same. Weight [c] begins at 1, bias [c] at 0.
/// PyTorch: <c>nn.GroupNorm(groups, c)</c>, the same default. Keras: <c>GroupNormalization(groups)</c>, whose epsilon is 1e-3.
/// </remarks>
/// <param name="groups">Groups of neighbouring channels; must divide the channels.</param>
public sealed class GroupNorm(int groups) : Layer
{
    /// <summary>Groups of neighbouring channels.</summary>
    public int Groups { get; } = groups;

    /// <summary>Added to the variance so that the division is safe, above 0; 1e-5 by default.</summary>
    public float Epsilon { get; init; } = 1e-5f;
}
