namespace DeepVision.Generated.LayerCases;

// Sequences that differ in length: behind their ends stands what isn't a number.

[Network(7, 5, VariableLength = true)]
[LSTM(16)]
[Dense(3), SoftmaxCrossEntropy]
public partial class LengthsOfLSTM;

/// <summary>Layers of all kinds, forwards and backwards.</summary>
[Network(6, 9, VariableLength = true)]
[GRU(21, ReturnSequences = true), LayerNorm, SimpleRNN(17, ReturnSequences = true, GoBackwards = true), Dropout(0.2f), LSTM(7, GoBackwards = true)]
[Dense(4), SoftmaxCrossEntropy]
public partial class LengthsStacked;

/// <summary>Both directions, and what stands beside them.</summary>
[Network(6, 5, VariableLength = true)]
[LSTM(9, Bidirectional = true, ReturnSequences = true), Conv1D(16, 1), Sigmoid(Name = "steps")]
[GRU(7, Bidirectional = true, MergeMode = MergeMode.Sum, Name = "state")]
[From("steps"), GlobalAvgPool1D(Name = "mean")]
[From("steps"), GlobalMaxPool1D, Concat("mean", "state")]
[Dense(3), SoftmaxCrossEntropy]
public partial class LengthsBothWays;

/// <summary>A window of steps reads zeros behind the end, as it does in front of the beginning.</summary>
[Network(8, 3, VariableLength = true)]
[Conv1D(18, 3, Padding = Padding.Same), ReLU, Conv1D(5, 3, Padding = Padding.Same, Dilation = 2), GlobalAvgPool1D]
[Dense(2), MeanSquaredError]
public partial class LengthsOfWindows;

/// <summary>Means of the input itself, beside a further input.</summary>
[Network(5, 17, VariableLength = true), Input("more", 3)]
[GlobalAvgPool1D, Concat("more"), Dense(4), Tanh, Dense(2), MeanSquaredError]
public partial class LengthsBesideInput;

/// <summary>Texts.</summary>
[Network(6, 1, VariableLength = true)]
[Embedding(11, 20), LSTM(9, Bidirectional = true), Dense(3), SoftmaxCrossEntropy]
public partial class LengthsOfTokens;

/// <summary>Keys behind the end count for nothing, of the sequence itself and of a memory.</summary>
[Network(9, 12, VariableLength = true)]
[PositionEmbedding, MultiHeadAttention(3), LayerNorm, MultiHeadAttention(2, Causal = true, Name = "mixed"), GlobalAvgPool1D(Name = "mean")]
[From("mean"), Reshape(2, 6), MultiHeadAttention(2, Memory = "mixed"), Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class LengthsOfAttention;

/// <summary>Queries, keys and values that differ in length alike.</summary>
[Network(7, 8, VariableLength = true)]
[Branch, Conv1D(10, 1), Branch, Conv1D(10, 3, Padding = Padding.Same), Branch, Conv1D(6, 1)]
[ScaledDotProductAttention(Heads = 2), GlobalMaxPool1D]
[Dense(2), MeanSquaredError]
public partial class LengthsOfPaths;
