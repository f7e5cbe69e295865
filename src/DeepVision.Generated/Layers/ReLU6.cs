namespace DeepVision.Generated;

/// <summary>y = min(max(x, 0), 6), value by value; any shape stays as it is.</summary>
/// <remarks>
/// Outputs that end at 6 keep their precision in few bits: MobileNetV2 is made with it (Sandler et al. 2018, arXiv:1801.04381). The gradient
/// at 0 and at 6 is 0. Keras: <c>ReLU(max_value=6)</c>. PyTorch: <c>nn.ReLU6()</c>.
/// </remarks>
public sealed class ReLU6 : Layer;
