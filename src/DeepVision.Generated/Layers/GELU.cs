namespace DeepVision.Generated;

/// <summary>y = x · Φ(x) with the normal distribution Φ(x) = ½ · (1 + erf(x / √2)), value by value; any shape stays as it is.</summary>
/// <remarks>
/// The exact form of Hendrycks and Gimpel 2016 (arXiv:1606.08415), not the one by the hyperbolic tangent.
/// Keras: <c>Activation("gelu")</c>. PyTorch: <c>nn.GELU()</c>.
/// </remarks>
public sealed class GELU : Layer;
