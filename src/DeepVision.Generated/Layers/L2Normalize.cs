namespace DeepVision.Generated;

/// <summary>Divides the channels of each pixel (the features of each step, a vector's values) by their Euclidean norm; the shape stays as it is.</summary>
/// <remarks>
/// y = x / max(‖x‖₂, ε). PyTorch: <c>F.normalize(x, dim=1)</c>, the same default. Keras: <c>UnitNormalization()</c>, which compares the square of the norm
/// with its ε.
/// </remarks>
public sealed class L2Normalize : Layer
{
    /// <summary>The least norm that is divided by, above 0; 1e-12 by default.</summary>
    public float Epsilon { get; init; } = 1e-12f;
}
