namespace DeepVision.Generated.Tests.Sequences;

/// <summary>Says at each step what it makes of a picture and of what it has read.</summary>
[Network(6, 5), Input("picture", 8, 8, 2)]
[From("picture"), Conv2D(6, 3), BatchNorm, ReLU, MaxPool2D(2), Flatten, Dense(18), Tanh(Name = "seen")]
[From("picture"), GlobalAvgPool2D, Dense(18, Name = "kept")]
[From("input"), LSTM(18, InitialState = "seen", InitialMemory = "kept", ReturnSequences = true), GRU(18, InitialState = "seen", ReturnSequences = true)]
[LSTM(4, ReturnSequences = true), MeanSquaredError]
public partial class PictureDecoder;

/// <summary>An encoder of a whole sequence of tokens, which reads in both directions and attends, and a decoder of another sequence.</summary>
[Network(6), Input("written", 5)]
[Embedding(11, 9), LSTM(9, Bidirectional = true, MergeMode = MergeMode.Sum, ReturnSequences = true), MultiHeadAttention(3), GlobalMaxPool1D, Dense(16, Name = "read")]
[Embedding(7, 6, Input = "written"), LSTM(16, InitialMemory = "read", ReturnSequences = true), Conv1D(7, 1), MeanSquaredError]
public partial class Translator;

/// <summary>Begins with what it has read of a sequence whose length differs.</summary>
[Network(6, 3, VariableLength = true), Input("words", 5, 4)]
[LSTM(9, Bidirectional = true, MergeMode = MergeMode.Sum, Name = "read")]
[GRU(9, Input = "words", InitialState = "read"), Dense(3), SoftmaxCrossEntropy]
public partial class LengthsTranslator;

/// <summary>Reads sequences of different length, whatever follows.</summary>
[Network(8, 3, VariableLength = true)]
[Conv1D(6, 1), Tanh, LSTM(12, ReturnSequences = true), LayerNorm, GRU(16)]
[Dense(4), SoftmaxCrossEntropy]
public partial class StepWordReader;

/// <summary>Texts of different length that continue what a vector begins.</summary>
[Network(7, 1, VariableLength = true), Input("topic", 9)]
[Embedding(11, 5), LSTM(9, InitialState = "topic", TruncatedBackpropagationSteps = 3), Dense(3), SoftmaxCrossEntropy]
public partial class StepTextReader;

/// <summary>Attends to what it has read of a text, however long that becomes.</summary>
[Network(7, 1, VariableLength = true)]
[Embedding(11, 8), PositionEmbedding, MultiHeadAttention(2, Causal = true, Name = "attended"), LayerNorm, ScaledDotProductAttention("attended", Causal = true)]
[GRU(6), Dense(3), SoftmaxCrossEntropy]
public partial class StepAttentiveReader;

/// <summary>Begins with what all steps have given.</summary>
[Network(6, 3)]
[LSTM(8, Name = "whole"), GRU(8, Input = "input", InitialState = "whole"), Dense(2), SoftmaxCrossEntropy]
public partial class TwiceReader;
