namespace DeepVision.Generated.LayerCases;

// Tokens and what stands beside them. Rows that fill vectors and rows that don't, as a vector of tokens and as a sequence of one feature.

[Network(6)]
[Embedding(11, 20), LSTM(9)]
[Dense(3), SoftmaxCrossEntropy]
public partial class EmbeddingIntoLSTM;

/// <summary>A row without gradient; more steps than rows, so that each is named often.</summary>
[Network(13, 1)]
[Embedding(7, 16, PaddingIndex = 2), Tanh, GlobalAvgPool1D]
[Dense(4), SoftmaxCrossEntropy]
public partial class EmbeddingWithPadding;

/// <summary>A dense layer reads the rows in place.</summary>
[Network(4)]
[Embedding(9, 5), Flatten]
[Dense(6), ReLU, Dense(3), SoftmaxCrossEntropy]
public partial class EmbeddingFlattened;

/// <summary>Two tables for the same tokens.</summary>
[Network(5)]
[Branch, Embedding(8, 3), Branch, Embedding(6, 18), Concat]
[GRU(7), Dense(2), MeanSquaredError]
public partial class EmbeddingTwice;

/// <summary>One row, one step, one value.</summary>
[Network(1)]
[Embedding(1, 1)]
[Flatten, Dense(2), MeanSquaredError]
public partial class EmbeddingOfOne;

[Network(5)]
[Embedding(10, 4, Frozen = true), SimpleRNN(6)]
[Dense(2), SoftmaxCrossEntropy]
public partial class EmbeddingFrozen;

/// <summary>Tokens beside an image whose features stand beside each of them.</summary>
[Network(6, 5, 2)]
[Input("tokens", 4)]
[Conv2D(5, 3), ReLU, GlobalAvgPool2D, Dense(6), RepeatVector(4, Name = "image")]
[Embedding(9, 10, PaddingIndex = 0, Input = "tokens"), Concat("image")]
[LSTM(8), Dense(3), SoftmaxCrossEntropy]
public partial class EmbeddingBesideAnImage;

[Network(7)]
[Dense(21), Tanh, RepeatVector(4)]
[GRU(5, ReturnSequences = true), MeanSquaredError]
public partial class RepeatedVector;

[Network(18)]
[RepeatVector(3), Conv1D(4, 2), ReLU]
[Flatten, Dense(2), SoftmaxCrossEntropy]
public partial class RepeatedInput;

/// <summary>A class at each step, of which some don't count.</summary>
[Network(7)]
[Embedding(12, 8), LSTM(10, ReturnSequences = true)]
[Conv1D(12, 1), SoftmaxCrossEntropy(IgnoredLabel = 3)]
public partial class EmbeddingIntoLabelledSteps;

[Network(6, 5)]
[GRU(9, ReturnSequences = true), Conv1D(4, 1), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
public partial class LabelledSteps;

/// <summary>A class at each step of several inputs.</summary>
[Network(6, 5, 2)]
[Input("tokens", 4)]
[Conv2D(5, 3), ReLU, GlobalAvgPool2D, RepeatVector(4, Name = "image")]
[Embedding(9, 10, PaddingIndex = 0, Input = "tokens"), Concat("image")]
[LSTM(8, ReturnSequences = true), Conv1D(9, 1), SoftmaxCrossEntropy(IgnoredLabel = 0)]
public partial class LabelledStepsOfSeveralInputs;
