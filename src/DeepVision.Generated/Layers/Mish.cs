namespace DeepVision.Generated;

/// <summary>y = x · tanh(log(1 + eˣ)), value by value; any shape stays as it is.</summary>
/// <remarks>From Misra 2019 (arXiv:1908.08681). Keras: <c>Activation("mish")</c>. PyTorch: <c>nn.Mish()</c>.</remarks>
public sealed class Mish : Layer;
