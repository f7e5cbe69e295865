namespace DeepVision.Generated;

/// <summary>
/// Base of the layers that read a sequence step by step and remember: <see cref="SimpleRNN"/>, <see cref="LSTM"/> and <see cref="GRU"/>.
/// Sequence (steps, features) → vector (units), or with <see cref="ReturnSequences"/> sequence (steps, units). All of them begin with a state of zeros.
/// </summary>
/// <remarks>
/// Tensors have PyTorch's names and order: weight_ih_l0 [gates · units, features], weight_hh_l0 [gates · units, units], bias_ih_l0 and
/// bias_hh_l0 [gates · units]. Before training the first is drawn by <see cref="Initializer.GlorotUniform"/>, the second is
/// <see cref="Initializer.Orthogonal"/>, and biases are 0 but for the forget gate of an <see cref="LSTM"/>, whose bias_ih_l0 begins at 1; all that as in Keras.
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    private protected RecurrentLayer(int units) => Units = units;

    /// <summary>Values of the state, 1 or more.</summary>
    public int Units { get; }

    /// <summary>Whether the states behind all steps come out, not only that behind the last one: what another recurrent layer reads.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>
    /// Whether the last step is read first; the layer's output is then the state behind the first step. With <see cref="ReturnSequences"/> each state
    /// stays at the place of its step, as in the reverse direction of PyTorch's layers (Keras returns the states in the order in which they came about).
    /// </summary>
    public bool GoBackwards { get; init; }

    /// <summary>Whether both products have a bias; true by default.</summary>
    public bool Bias { get; init; } = true;
}
