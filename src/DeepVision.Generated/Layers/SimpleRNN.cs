namespace DeepVision.Generated;

/// <summary>Recurrent layer whose state is made of the input and the last state (Elman 1990).</summary>
/// <remarks>
/// h = f(W x + b + U h′ + c), h′ the last state. Over many steps its gradient vanishes or explodes; <see cref="LSTM"/> and <see cref="GRU"/> remember longer.
/// PyTorch: <c>nn.RNN(features, units)</c>. Keras: <c>SimpleRNN(units)</c>, with one bias.
/// </remarks>
/// <param name="units">Values of the state, 1 or more.</param>
public sealed class SimpleRNN(int units) : RecurrentLayer(units)
{
    /// <summary>f, the hyperbolic tangent by default.</summary>
    public Nonlinearity Nonlinearity { get; init; }
}
