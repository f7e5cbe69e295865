namespace DeepVision.Generated;

/// <summary>y = log(1 + eˣ), value by value; any shape stays as it is.</summary>
/// <remarks>
/// A smooth <see cref="ReLU"/> whose derivative is the sigmoid (Dugas et al. 2001); outputs are above 0. Keras: <c>Activation("softplus")</c>.
/// PyTorch: <c>nn.Softplus()</c>, which from 20 on gives x itself.
/// </remarks>
public sealed class Softplus : Layer;
