namespace DeepVision.Generated;

/// <summary>Fully connected layer: vector (n) → vector (units).</summary>
/// <remarks>
/// y[u] = b[u] + Σ w[u, i] · x[i]. Weight [units, n] and bias [units], PyTorch's order. An image needs
/// <see cref="Flatten"/> or <see cref="GlobalAvgPool2D"/> before it (Keras would apply the layer to each pixel).
/// Keras: <c>Dense(units)</c>, without its activation. PyTorch: <c>nn.Linear(n, units)</c>.
/// </remarks>
/// <param name="units">Length of the output, 1 or more.</param>
public sealed class Dense(int units) : WeightedLayer
{
    /// <summary>Length of the output.</summary>
    public int Units { get; } = units;
}
