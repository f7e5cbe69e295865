namespace DeepVision.Generated;

/// <summary>Local response normalisation: divides each value by what its pixel's neighbouring channels hold; the shape stays as it is.</summary>
/// <remarks>
/// y[c] = x[c] / (k + α/size · Σ x[c′]²)^β over the channels c′ from c − ⌊size / 2⌋ to c + ⌊(size − 1) / 2⌋ that there are (Krizhevsky, Sutskever and
/// Hinton 2012, whose α is not divided: their 1e-4 with five channels is 5e-4 here). PyTorch: <c>nn.LocalResponseNorm(size)</c>, the same
/// defaults. Keras: none, but TensorFlow's <c>tf.nn.local_response_normalization</c>, whose <c>depth_radius</c> is (size − 1) / 2 and whose α is not divided either.
/// </remarks>
/// <param name="size">Channels that count, the value's own among them, 1 to 255.</param>
public sealed class LocalResponseNorm(int size) : Layer
{
    /// <summary>Channels that count.</summary>
    public int Size { get; } = size;

    /// <summary>Factor of the mean of the squares, 0 or more; 1e-4 by default.</summary>
    public float Alpha { get; init; } = 1e-4f;

    /// <summary>The exponent, 0 or more; 0.75 by default.</summary>
    public float Beta { get; init; } = 0.75f;

    /// <summary>What is added to it, above 0; 1 by default (2 in the paper).</summary>
    public float K { get; init; } = 1;
}
