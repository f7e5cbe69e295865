namespace DeepVision.Generated.Tests.Sequences;

/// <summary>All three cells, layers between them, and a vector behind them.</summary>
[Network(9, 5)]
[LSTM(21, ReturnSequences = true), LayerNorm]
[Branch, GRU(16, ReturnSequences = true), Branch, SimpleRNN(16, ReturnSequences = true), Add]
[Tanh, GRU(7)]
[Dense(12), BatchNorm, ReLU, Dense(4), SoftmaxCrossEntropy]
public partial class StepClassifier;

/// <summary>Values at each step.</summary>
[Network(6, 3)]
[LSTM(18, ReturnSequences = true), LSTM(2, ReturnSequences = true), MeanSquaredError]
public partial class StepSeries;

/// <summary>Needs all steps at once.</summary>
[Network(6, 3)]
[LSTM(8, ReturnSequences = true), GlobalMaxPool1D, Dense(1), Sigmoid, BinaryCrossEntropy]
public partial class WholeSequence;

/// <summary>Remembers nothing.</summary>
[Network(6, 3)]
[Flatten, Dense(2), SoftmaxCrossEntropy]
public partial class WithoutMemory;

/// <summary>Reads the rows of a grey image.</summary>
[Network(4, 6)]
[GRU(5), Dense(3), SoftmaxCrossEntropy]
public partial class SmallRowReader;

/// <summary>Reads sequences of different length.</summary>
[Network(8, 3, VariableLength = true)]
[LSTM(12, Bidirectional = true, ReturnSequences = true), LayerNorm, GRU(16)]
[Dense(4), SoftmaxCrossEntropy]
public partial class WordReader;
