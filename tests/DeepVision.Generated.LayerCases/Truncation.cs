namespace DeepVision.Generated.LayerCases;

// Truncated backpropagation through time: pieces that divide the steps and pieces that don't, beside each other.

[Network(9, 5)]
[LSTM(18, ReturnSequences = true, TruncatedBackpropagationSteps = 3), GRU(7, ReturnSequences = true, TruncatedBackpropagationSteps = 4)]
[SimpleRNN(17, ReturnSequences = true, GoBackwards = true, TruncatedBackpropagationSteps = 2), GlobalAvgPool1D]
[Dense(3), SoftmaxCrossEntropy]
public partial class TruncatedStacked;

/// <summary>Only what follows from the last steps is learned.</summary>
[Network(7, 5)]
[LSTM(9, TruncatedBackpropagationSteps = 4), Dense(3), SoftmaxCrossEntropy]
public partial class TruncatedLastState;

/// <summary>Each piece one step, dropped states, a state to begin with, and one that is never cut.</summary>
[Network(6, 4), Input("features", 6)]
[From("features"), Dense(9), Tanh(Name = "start")]
[From("input"), GRU(9, InitialState = "start", ReturnSequences = true, TruncatedBackpropagationSteps = 1, RecurrentDropout = 0.3f)]
[LSTM(9, InitialState = "start", ReturnSequences = true, TruncatedBackpropagationSteps = 2, RecurrentDropout = 0.3f)]
[SimpleRNN(5, ReturnSequences = true, TruncatedBackpropagationSteps = 6), Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class TruncatedWithStates;

/// <summary>Frozen layers run as in prediction, whose gradients are exact.</summary>
[Network(8, 3)]
[SimpleRNN(9, ReturnSequences = true, TruncatedBackpropagationSteps = 3), GRU(8, ReturnSequences = true, TruncatedBackpropagationSteps = 3, Frozen = true)]
[LSTM(6, TruncatedBackpropagationSteps = 3, Frozen = true), Dense(3), SoftmaxCrossEntropy]
public partial class TruncatedFrozen;

/// <summary>Pieces of each sequence by itself, counted from where each direction begins.</summary>
[Network(8, 3, VariableLength = true)]
[LSTM(18, Bidirectional = true, ReturnSequences = true, TruncatedBackpropagationSteps = 3), GRU(7, GoBackwards = true, ReturnSequences = true, TruncatedBackpropagationSteps = 2)]
[GlobalAvgPool1D, Dense(3), SoftmaxCrossEntropy]
public partial class TruncatedLengths;
