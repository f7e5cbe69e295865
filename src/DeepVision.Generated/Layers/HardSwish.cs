namespace DeepVision.Generated;

/// <summary>y = x · min(max(x + 3, 0), 6) / 6, value by value; any shape stays as it is.</summary>
/// <remarks>
/// <see cref="SiLU"/> with its sigmoid made of straight lines: MobileNetV3 is made with it (Howard et al. 2019, arXiv:1905.02244).
/// Keras: <c>Activation("hard_silu")</c>. PyTorch: <c>nn.Hardswish()</c>.
/// </remarks>
public sealed class HardSwish : Layer;
