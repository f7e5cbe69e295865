namespace DeepVision.Generated;

/// <summary>Long short-term memory: a recurrent layer with a memory that gates write, clear and read (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
/// <remarks>
/// With W x + b + U h′ + c for each of the gates, in this order: input i = σ(…), forget f = σ(…), cell g = tanh(…), output o = σ(…);
/// memory c = f c′ + i g, state h = o tanh(c). PyTorch: <c>nn.LSTM(features, units)</c>. Keras: <c>LSTM(units)</c>, with one bias.
/// </remarks>
/// <param name="units">Values of the state, 1 or more.</param>
public sealed class LSTM(int units) : RecurrentLayer(units)
{
    /// <summary>
    /// The name of a layer or an input whose vector of <see cref="RecurrentLayer.Units"/> values is the memory in front of the first step; by default that is zero. The gradient flows there. It goes
    /// with <see cref="RecurrentLayer.InitialState"/> or alone, and of a layer in both directions both begin with it. Keras: the second of <c>initial_state</c>. PyTorch: <c>c_0</c>.
    /// </summary>
    public string? InitialMemory { get; init; }
}
