namespace DeepVision.Generated;

/// <summary>
/// Base of the layers that read a sequence step by step and remember: <see cref="SimpleRNN"/>, <see cref="LSTM"/> and <see cref="GRU"/>.
/// Sequence (steps, features) → vector (units), or with <see cref="ReturnSequences"/> sequence (steps, units). All of them begin with a state of zeros, or one that is given.
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

    /// <summary>
    /// Whether a second state, with weights of its own, reads the sequence from its end (Schuster and Paliwal 1997). What the two directions give is put together by
    /// <see cref="MergeMode"/>: with <see cref="ReturnSequences"/> step by step, else the state behind the last step and that behind the first.
    /// Keras: <c>Bidirectional(LSTM(units))</c>. PyTorch: <c>bidirectional=True</c>, whose names the tensors have: weight_ih_l0_reverse, …
    /// </summary>
    public bool Bidirectional { get; init; }

    /// <summary>What a layer that is <see cref="Bidirectional"/> makes of its two states; by default it puts them beside each other.</summary>
    public MergeMode MergeMode { get; init; }

    /// <summary>
    /// The name of a layer or an input whose vector of <see cref="Units"/> values is the state in front of the first step; by default that is zero. The gradient flows there. Of a layer in both directions both begin
    /// with this state; the memory of an <see cref="LSTM"/> begins with its <see cref="LSTM.InitialMemory"/>. Keras: <c>initial_state</c>. PyTorch: <c>h_0</c>.
    /// </summary>
    public string? InitialState { get; init; }

    /// <summary>
    /// Probability with which training drops a value of the state on its way to the next step, 0 to below 1; the others are divided by 1 − rate. Of a sequence the same values are dropped at all
    /// steps (Gal and Ghahramani 2016, arXiv:1512.05287). What the layer gives isn't touched, nor is the memory of an <see cref="LSTM"/>. Keras: <c>recurrent_dropout</c>. PyTorch has none.
    /// </summary>
    public float RecurrentDropout { get; init; }

    /// <summary>
    /// Steps through which training takes gradients of the state back, from 1 to those of the sequence; 0, by default, for all (truncated backpropagation through time, Williams and Peng 1990). The
    /// sequence is cut into pieces of so many steps, counted from the one that is read first: a state goes on from piece to piece, its gradient, and that of the memory of an <see cref="LSTM"/>, doesn't. The
    /// first piece's gradient reaches <see cref="InitialState"/>. Keras has none. PyTorch: <c>detach()</c> on the state between two pieces; Lightning called the option truncated_bptt_steps.
    /// </summary>
    public int TruncatedBackpropagationSteps { get; init; }

    /// <summary>Whether both products have a bias; true by default.</summary>
    public bool Bias { get; init; } = true;
}
