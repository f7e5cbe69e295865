namespace DeepVision.Generated;

/// <summary>y = tanh x, value by value; any shape stays as it is.</summary>
/// <remarks>Keras: <c>Activation("tanh")</c>. PyTorch: <c>nn.Tanh()</c>.</remarks>
public sealed class Tanh : Layer;
