namespace DeepVision.Generated;

/// <summary>y = x / (1 + e⁻ˣ), which is x times its sigmoid, value by value; any shape stays as it is.</summary>
/// <remarks>
/// From Elfwing et al. 2017 (arXiv:1702.03118), and as Swish from Ramachandran et al. 2017 (arXiv:1710.05941).
/// Keras: <c>Activation("silu")</c>. PyTorch: <c>nn.SiLU()</c>.
/// </remarks>
public sealed class SiLU : Layer;
