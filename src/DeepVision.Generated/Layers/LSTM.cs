namespace DeepVision.Generated;

/// <summary>Long short-term memory: a recurrent layer with a memory that gates write, clear and read (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
/// <remarks>
/// With W x + b + U h′ + c for each of the gates, in this order: input i = σ(…), forget f = σ(…), cell g = tanh(…), output o = σ(…);
/// memory c = f c′ + i g, state h = o tanh(c). PyTorch: <c>nn.LSTM(features, units)</c>. Keras: <c>LSTM(units)</c>, with one bias.
/// </remarks>
/// <param name="units">Values of the state, 1 or more.</param>
public sealed class LSTM(int units) : RecurrentLayer(units);
