namespace DeepVision.Generated;

/// <summary>y = min(max(x + 3, 0), 6) / 6, value by value; any shape stays as it is.</summary>
/// <remarks>
/// The sigmoid made of straight lines. The gradient from −3 downwards and from 3 upwards is 0. Keras: <c>Activation("hard_sigmoid")</c>, which
/// before version 3 was min(max(0.2 · x + 0.5, 0), 1). PyTorch: <c>nn.Hardsigmoid()</c>.
/// </remarks>
public sealed class HardSigmoid : Layer;
