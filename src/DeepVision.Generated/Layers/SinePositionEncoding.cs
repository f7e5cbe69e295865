namespace DeepVision.Generated;

/// <summary>
/// Adds sines and cosines to each step of a sequence, of wavelengths from 2π steps on, so that the layers behind it can tell where in the sequence it is: attention alone can't. Nothing is learned. (steps, features)
/// stays as it is.
/// </summary>
/// <remarks>
/// y[t, c] = x[t, c] + sin(t / λ^(c / features)) for even c, and cos(t / λ^((c − 1) / features)) for odd c, with λ the longest wavelength in units of 2π (Vaswani et al. 2017, arXiv:1706.03762). Files have
/// what is added as a tensor weight [steps, features], which training leaves as it is.
/// Keras: <c>x + SinePositionEncoding()(x)</c>, of KerasHub. PyTorch: none.
/// </remarks>
public sealed class SinePositionEncoding : Layer
{
    /// <summary>λ, above 1; 10,000 by default, as in the paper.</summary>
    public float MaxWavelength { get; init; } = 10_000;
}
