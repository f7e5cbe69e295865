namespace DeepVision.Generated;

/// <summary>y = max(x, 0), value by value; any shape stays as it is.</summary>
/// <remarks>The gradient at 0 is 0. Keras: <c>ReLU()</c>. PyTorch: <c>nn.ReLU()</c>.</remarks>
public sealed class ReLU : Layer;
