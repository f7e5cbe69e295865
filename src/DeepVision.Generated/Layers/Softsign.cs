namespace DeepVision.Generated;

/// <summary>y = x / (1 + |x|), value by value; any shape stays as it is.</summary>
/// <remarks>
/// Goes to −1 and 1 as <see cref="Tanh"/> does, but more slowly (Bergstra et al. 2009). Keras: <c>Activation("softsign")</c>.
/// PyTorch: <c>nn.Softsign()</c>, which makes of infinity what is not a number.
/// </remarks>
public sealed class Softsign : Layer;
