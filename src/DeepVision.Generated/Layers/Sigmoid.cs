namespace DeepVision.Generated;

/// <summary>y = 1 / (1 + e⁻ˣ), value by value; any shape stays as it is.</summary>
/// <remarks>As the last layer it belongs to <see cref="BinaryCrossEntropy"/>. Keras: <c>Activation("sigmoid")</c>. PyTorch: <c>nn.Sigmoid()</c>.</remarks>
public sealed class Sigmoid : Layer;
