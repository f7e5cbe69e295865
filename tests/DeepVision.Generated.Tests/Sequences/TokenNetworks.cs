namespace DeepVision.Generated.Tests.Sequences;

[Network(6)]
[Embedding(10, 5, PaddingIndex = 0), LSTM(7), Dense(3), SoftmaxCrossEntropy]
public partial class TokenClassifier;

/// <summary>The next token at each step.</summary>
[Network(6, 1)]
[Embedding(10, 5), GRU(8, ReturnSequences = true), Conv1D(10, 1), SoftmaxCrossEntropy]
public partial class TokenWriter;

/// <summary>Begins with the other one's table.</summary>
[Network(6)]
[Include<TokenClassifier>(To = "embedding_1")]
[GlobalMaxPool1D, Dense(2), MeanSquaredError]
public partial class TokenIncluder;

/// <summary>Tokens beside a vector.</summary>
[Network(4)]
[Input("tokens", 6)]
[RepeatVector(6, Name = "beside"), Embedding(10, 5, Input = "tokens"), Concat("beside")]
[LSTM(7, ReturnSequences = true), LSTM(3), Dense(2), SoftmaxCrossEntropy]
public partial class TokensBesideAVector;

/// <summary>What is repeated is known behind the last step alone.</summary>
[Network(6, 2)]
[LSTM(4), RepeatVector(6), LSTM(3), Dense(2), SoftmaxCrossEntropy]
public partial class RepeatedState;

/// <summary>A class for each step of several inputs.</summary>
[Network(2)]
[Input("tokens", 6)]
[RepeatVector(6, Name = "beside"), Embedding(10, 5, PaddingIndex = 0, Input = "tokens"), Concat("beside")]
[GRU(12, ReturnSequences = true), Conv1D(10, 1), SoftmaxCrossEntropy(IgnoredLabel = 0)]
public partial class LabelledStepsBesideAVector;
