namespace DeepVision.Generated;

/// <summary>Gated recurrent unit: a recurrent layer whose gates say what of the last state counts and how much of it stays (Cho et al. 2014, arXiv:1406.1078).</summary>
/// <remarks>
/// With p = W x + b and q = U h′ + c, in the order of the gates: reset r = σ(p + q), update z = σ(p + q), new n = tanh(p + r q); state h = (1 − z) n + z h′.
/// The reset stands behind the product, as in both. Keras: <c>GRU(units)</c>, whose <c>reset_after</c> is true by default. PyTorch: <c>nn.GRU(features, units)</c>.
/// </remarks>
/// <param name="units">Values of the state, 1 or more.</param>
public sealed class GRU(int units) : RecurrentLayer(units);
