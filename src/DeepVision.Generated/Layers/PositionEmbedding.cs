namespace DeepVision.Generated;

/// <summary>
/// Adds a learned vector to each step of a sequence, so that the layers behind it can tell where in the sequence it is: attention alone can't. (steps, features) stays as it is.
/// </summary>
/// <remarks>
/// y[t] = x[t] + w[t] (Gehring et al. 2017, arXiv:1705.03122). Weight [steps, features] is drawn by <see cref="Initializer.TruncatedNormal"/> with deviation 0.02, as in BERT.
/// Keras: <c>x + PositionEmbedding(steps)(x)</c>, of KerasHub. PyTorch: <c>x + nn.Embedding(steps, features).weight</c>.
/// </remarks>
public sealed class PositionEmbedding : Layer;
