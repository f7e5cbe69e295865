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

    /// <summary>
    /// Largest Euclidean norm of the weights of each output; after each update longer ones are scaled down to it (Srebro and Shraibman
    /// 2005; Srivastava et al. 2014 advise it with dropout). 0, the default, for no limit. Keras: <c>kernel_constraint=MaxNorm(…)</c>.
    /// </summary>
    public float MaxNorm { get; init; }

    /// <summary>Whether the weights of each output are scaled to a Euclidean norm of 1 after each update. Keras: <c>kernel_constraint=UnitNorm()</c>.</summary>
    public bool UnitNorm { get; init; }

    /// <summary>Whether weights below 0 become 0 after each update. Keras: <c>kernel_constraint=NonNeg()</c>.</summary>
    public bool NonNegative { get; init; }
}
