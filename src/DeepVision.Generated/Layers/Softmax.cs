namespace DeepVision.Generated;

/// <summary>y[i] = e^x[i] / Σ e^x[j]: positive values that sum to 1, over a vector or over the channels of each pixel; the shape stays as it is.</summary>
/// <remarks>
/// Not before <see cref="SoftmaxCrossEntropy"/>, which applies it itself. Keras: <c>Softmax()</c>.
/// PyTorch: <c>nn.Softmax(dim=1)</c>.
/// </remarks>
public sealed class Softmax : Layer;
