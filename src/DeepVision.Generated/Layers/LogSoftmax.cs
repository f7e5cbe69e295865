namespace DeepVision.Generated;

/// <summary>y[i] = x[i] − log Σ e^x[j]: the logarithms of what <see cref="Softmax"/> gives, over a vector or over the channels of each pixel; the shape stays as it is.</summary>
/// <remarks>
/// Exact where a probability itself would be 0. <see cref="SoftmaxCrossEntropy"/> needs none in front of it, but gives the same with one.
/// Keras: <c>Activation("log_softmax")</c>. PyTorch: <c>nn.LogSoftmax(dim=1)</c>.
/// </remarks>
public sealed class LogSoftmax : Layer;
