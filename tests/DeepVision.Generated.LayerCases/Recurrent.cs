using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Layers that read sequences step by step. Units that fill vectors and units that don't, one step and many.

[Network(7, 5)]
[LSTM(16)]
[Dense(3), SoftmaxCrossEntropy]
public partial class LSTMOnInput;

[Network(6, 9)]
[LSTM(21, ReturnSequences = true), LSTM(7)]
[Dense(4), SoftmaxCrossEntropy]
public partial class LSTMStacked;

/// <summary>Scores at every step.</summary>
[Network(5, 4)]
[LSTM(37, ReturnSequences = true), LayerNorm, LSTM(3, ReturnSequences = true, Bias = false)]
[MeanSquaredError]
public partial class LSTMSequence;

[Network(7, 5)]
[GRU(16)]
[Dense(3), SoftmaxCrossEntropy]
public partial class GRUOnInput;

[Network(6, 9)]
[GRU(21, ReturnSequences = true), Tanh, GRU(7, GoBackwards = true, ReturnSequences = true), GRU(5, Bias = false)]
[Dense(4), SoftmaxCrossEntropy]
public partial class GRUStacked;

[Network(7, 5)]
[SimpleRNN(16)]
[Dense(3), SoftmaxCrossEntropy]
public partial class SimpleRNNOnInput;

[Network(4, 9)]
[SimpleRNN(21, ReturnSequences = true, Nonlinearity = Nonlinearity.ReLU, Bias = false), SimpleRNN(32, GoBackwards = true)]
[Dense(4), SoftmaxCrossEntropy]
public partial class SimpleRNNStacked;

/// <summary>Both directions beside each other.</summary>
[Network(6, 5)]
[Branch, LSTM(9, ReturnSequences = true)]
[Branch, LSTM(9, ReturnSequences = true, GoBackwards = true)]
[Concat]
[Branch, GRU(4), Branch, GRU(4, GoBackwards = true)]
[Add, Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentBothWays;

/// <summary>Layers in both directions, of which one reads what another gives.</summary>
[Network(6, 5)]
[LSTM(9, Bidirectional = true, ReturnSequences = true), GRU(7, Bidirectional = true)]
[Dense(3), SoftmaxCrossEntropy]
public partial class BidirectionalStacked;

/// <summary>What else can be made of two directions.</summary>
[Network(5, 4)]
[SimpleRNN(18, Bidirectional = true, MergeMode = MergeMode.Sum, ReturnSequences = true)]
[LSTM(6, Bidirectional = true, MergeMode = MergeMode.Multiply, ReturnSequences = true)]
[GRU(5, Bidirectional = true, MergeMode = MergeMode.Average, Bias = false)]
[Dense(2), MeanSquaredError]
public partial class BidirectionalMerged;

/// <summary>States that begin with what other layers give, as those of caption decoders do; one of them through a frozen layer.</summary>
[Network(5, 4), Input("features", 6)]
[From("features"), Dense(9), Tanh(Name = "start")]
[From("input"), GRU(9, InitialState = "start", ReturnSequences = true), LSTM(9, InitialState = "start", ReturnSequences = true), SimpleRNN(6, InitialState = "features", GoBackwards = true)]
[Dense(17, Name = "middle"), ReLU(Name = "end")]
[GRU(17, Input = "input", InitialState = "end", Frozen = true, ReturnSequences = true), SimpleRNN(17, InitialState = "middle", Nonlinearity = Nonlinearity.ReLU, Bias = false)]
[Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentInitialStates;

/// <summary>Memories that begin with what other layers give, beside states and alone; one through a frozen layer, one that is read twice.</summary>
[Network(5, 4), Input("features", 9)]
[From("features"), Dense(18), Tanh(Name = "start")]
[From("features"), Dense(18, Name = "kept")]
[From("input"), LSTM(18, InitialState = "start", InitialMemory = "kept", ReturnSequences = true)]
[LSTM(9, InitialMemory = "features", GoBackwards = true, ReturnSequences = true, RecurrentDropout = 0.3f)]
[LSTM(18, InitialState = "kept", InitialMemory = "start", Frozen = true, ReturnSequences = true), LSTM(18, InitialMemory = "kept", InitialState = "kept")]
[Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentInitialMemories;

/// <summary>Both directions begin with them, of sequences that differ in length.</summary>
[Network(6, 4, VariableLength = true), Input("features", 9)]
[From("features"), Dense(9), Tanh(Name = "start")]
[From("input"), LSTM(9, Bidirectional = true, InitialState = "start", InitialMemory = "features", ReturnSequences = true)]
[LSTM(9, Bidirectional = true, InitialMemory = "start", MergeMode = MergeMode.Sum, ReturnSequences = true), GRU(9, InitialState = "start")]
[Dense(3), SoftmaxCrossEntropy]
public partial class BidirectionalInitialStates;

/// <summary>Parts of the states are dropped on their way from step to step.</summary>
[Network(6, 5)]
[LSTM(18, RecurrentDropout = 0.3f, ReturnSequences = true), GRU(9, RecurrentDropout = 0.5f, Bidirectional = true, ReturnSequences = true)]
[SimpleRNN(5, RecurrentDropout = 0.2f, GoBackwards = true), Tanh(Name = "start")]
[GRU(5, Input = "input", InitialState = "start", RecurrentDropout = 0.4f), Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentDropouts;

/// <summary>One step: the products are those of dense layers.</summary>
[Network(1, 19)]
[LSTM(18, ReturnSequences = true), GRU(17, ReturnSequences = true), SimpleRNN(5)]
[Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentOneStep;

/// <summary>The rows of an image as steps.</summary>
[Network(9, 8, 3)]
[Conv2D(6, 3), ReLU, Reshape(7, 36)]
[LSTM(10), Dropout(0.2f), Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentBehindConv;

/// <summary>The gradient passes through frozen layers to those in front.</summary>
[Network(5, 7)]
[SimpleRNN(9, ReturnSequences = true), GRU(8, ReturnSequences = true, Frozen = true), LSTM(6, Frozen = true)]
[Dense(3), SoftmaxCrossEntropy]
public partial class RecurrentFrozen;

/// <summary>Workers share the kernels of a prediction, these cut into samples.</summary>
[SharesKernels]
[Network(8, 6)]
[Conv1D(20, 3), ReLU, MaxPool1D(2)]
[LSTM(18, ReturnSequences = true), GRU(5)]
[Dense(3), SoftmaxCrossEntropy]
public partial class SharedSequences;
