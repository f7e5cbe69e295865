namespace DeepVision.Generated;

/// <summary>y = λ · x for x &gt; 0, else λ · α · (eˣ − 1), with λ = 1.0507 and α = 1.6733, value by value; any shape stays as it is.</summary>
/// <remarks>
/// Self-normalizing networks (Klambauer et al. 2017, arXiv:1706.02515): the two numbers are those for which mean 0 and variance 1 stay what
/// they are from layer to layer, if the weights begin with variance 1 / fan-in. So weights in front of it are drawn by
/// <see cref="Initializer.LeCunNormal"/> unless they say otherwise. Keras: <c>Activation("selu")</c>. PyTorch: <c>nn.SELU()</c>.
/// </remarks>
public sealed class SELU : Layer;
