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

/// <summary>The layer of a transformer decoder, normalised in front (Xiong et al. 2020).</summary>
public sealed class DecoderLayer(int features, int heads) : Block(
    new Branch(), new LayerNorm(), new MultiHeadAttention(heads) { Causal = true }, new Branch(), new Add(),
    new Branch(), new LayerNorm(), new Conv1D(2 * features, 1), new GELU(), new Conv1D(features, 1), new Branch(), new Add());

/// <summary>Tells the class of each step from the steps up to it.</summary>
[Network(19, 5)]
[Conv1D(12, 1), PositionEmbedding, DecoderLayer(12, heads: 3, Times = 2), LayerNorm, Conv1D(4, 1), SoftmaxCrossEntropy]
public partial class StepDecoder;

/// <summary>Tokens, attention without weights, and a state beside it.</summary>
[Network(16)]
[Embedding(11, 10), SinePositionEncoding(Name = "tokens")]
[Branch, Conv1D(18, 1), Branch, Conv1D(18, 1), Branch, Conv1D(5, 1), ScaledDotProductAttention(Causal = true)]
[Concat("tokens"), GRU(7, ReturnSequences = true), Conv1D(2, 1), MeanSquaredError]
public partial class StepReader;

/// <summary>Every step reads all others.</summary>
[Network(6, 4)]
[MultiHeadAttention(2), Conv1D(2, 1), MeanSquaredError]
public partial class WholeAttention;

/// <summary>Every step reads a memory.</summary>
[Network(6, 4), Input("memory", 5, 4)]
[MultiHeadAttention(2, Memory = "memory", Causal = true), LSTM(3, ReturnSequences = true), Conv1D(2, 1), MeanSquaredError]
public partial class AttentionToMemory;
