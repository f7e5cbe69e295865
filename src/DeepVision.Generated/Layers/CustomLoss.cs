namespace DeepVision.Generated;

/// <summary>
/// A loss of the program's own: the network gives its outputs, the program computes a loss of them and gives the gradient of that loss
/// back. Adversarial training, style transfer and everything else whose loss spans several networks is made of it.
/// </summary>
/// <remarks>
/// The network becomes a <see cref="CustomLossNetwork"/>: <c>Forward</c>, then <c>Backward</c> with the gradient, which can give the
/// gradient by the input too, then <c>Step</c>. It is the network's only loss, and has no <see cref="Loss.Weight"/>: that is in the gradient.
/// Keras: a training step of one's own with <c>tf.GradientTape</c>. PyTorch: <c>scores.backward(gradient)</c>.
/// </remarks>
public sealed class CustomLoss : Loss;
