namespace DeepVision.Generated;

/// <summary>y = min(max(x, −1), 1), value by value; any shape stays as it is.</summary>
/// <remarks>
/// The hyperbolic tangent made of straight lines (Collobert 2004). The gradient from −1 downwards and from 1 upwards is 0.
/// Keras: <c>Activation("hard_tanh")</c>. PyTorch: <c>nn.Hardtanh()</c>.
/// </remarks>
public sealed class HardTanh : Layer;
