namespace DeepVision.Generated;

/// <summary>What <see cref="SimpleRNN"/> makes of its sums.</summary>
public enum Nonlinearity
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    ReLU,
}
