namespace DeepVision.Generated;

/// <summary>y = x · Φ(x) with the normal distribution Φ(x) = ½ · (1 + erf(x / √2)), value by value; any shape stays as it is.</summary>
/// <remarks>
/// By Hendrycks and Gimpel 2016 (arXiv:1606.08415), who give an approximation too: ½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))).
/// Keras: <c>Activation("gelu")</c>. PyTorch: <c>nn.GELU()</c>, and <c>nn.GELU(approximate="tanh")</c>.
/// </remarks>
public sealed class GELU : Layer
{
    /// <summary>Whether it is the approximation by the hyperbolic tangent, with which BERT and GPT-2 were trained; false by default.</summary>
    public bool Approximate { get; init; }
}
