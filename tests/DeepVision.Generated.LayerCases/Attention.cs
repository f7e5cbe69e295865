using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Attention between the steps of sequences. Heads that fill vectors and heads that don't, more and fewer steps than a vector has lanes.

[Network(7, 12)]
[MultiHeadAttention(3)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOnInput;

/// <summary>Heads that fill vectors, and steps that don't.</summary>
[Network(19, 5)]
[Conv1D(32, 1), PositionEmbedding]
[MultiHeadAttention(2, Causal = true)]
[GlobalAvgPool1D, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionCausal;

/// <summary>Positions that nobody learns, and weights in front of them that do.</summary>
[Network(7, 5)]
[Conv1D(9, 1), SinePositionEncoding(MaxWavelength = 50), MultiHeadAttention(3)]
[GlobalAvgPool1D, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionSinePositions;

/// <summary>One head for each feature, without biases, of one that has all features.</summary>
[Network(5, 6)]
[Conv1D(18, 1), Tanh, MultiHeadAttention(18, Bias = false), MultiHeadAttention(1, Causal = true)]
[MeanSquaredError]
public partial class AttentionManyHeads;

/// <summary>Weights of the means are dropped, of rows that fill vectors and of rows that don't.</summary>
[Network(6, 9)]
[Conv1D(12, 1), MultiHeadAttention(3, Dropout = 0.3f), MultiHeadAttention(2, Causal = true, Dropout = 0.5f)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionDropped;

[Network(16, 6, VariableLength = true)]
[Branch, Conv1D(10, 1), Branch, Conv1D(14, 1), Conv1D(10, 1)]
[ScaledDotProductAttention(Heads = 2, Dropout = 0.25f), GlobalAvgPool1D, Dense(2), MeanSquaredError]
public partial class AttentionDroppedOfLengths;

/// <summary>Two transformer encoder layers, the second one frozen in part: gradients pass through.</summary>
[Network(6, 9)]
[Conv1D(16, 1), PositionEmbedding]
[EncoderLayer(4, 24)]
[Branch, LayerNorm, MultiHeadAttention(2, Frozen = true), Dropout(0.2f), Branch, Add]
[GlobalAvgPool1D, Dense(4), SoftmaxCrossEntropy]
public partial class AttentionEncoder;

/// <summary>The layer of a transformer encoder, normalised in front (Xiong et al. 2020).</summary>
public sealed class EncoderLayer(int heads, int hidden) : Block(
    new Branch(), new LayerNorm(), new MultiHeadAttention(heads), new Branch(), new Add { Name = "attended" },
    new Branch(), new LayerNorm(), new Conv1D(hidden, 1), new GELU(), new Conv1D(16, 1), new Branch(), new Add());

/// <summary>One step reads a memory of another length and with other features, which learns from it too.</summary>
[Network(4, 10)]
[Input("source", 9, 7)]
[LSTM(13, ReturnSequences = true, Input = "source", Name = "memory")]
[Conv1D(20, 1, Input = "input"), MultiHeadAttention(5, Memory = "memory"), ReLU]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOverMemory;

/// <summary>The memory is the network's input as it came, and more of it is read by steps than there are.</summary>
[Network(11, 7)]
[Conv1D(8, 3, Stride = 3, Name = "queries")]
[MultiHeadAttention(2, Memory = "input", Causal = true, Bias = false)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOverInput;

/// <summary>Queries, keys and values of their own, each from a path; values have other features.</summary>
[Network(18, 5)]
[Branch, Conv1D(12, 3)]
[Branch, Conv1D(12, 1)]
[Branch, Conv1D(21, 1)]
[ScaledDotProductAttention(Heads = 3)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOfPaths;

/// <summary>Keys are values too, and a sequence asks itself.</summary>
[Network(6, 5)]
[Input("other", 8, 16)]
[Conv1D(16, 1), Tanh, ScaledDotProductAttention("other", Causal = true), Conv1D(20, 1), ReLU(Name = "mixed")]
[ScaledDotProductAttention("mixed", Heads = 2), Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOfTwo;

/// <summary>One step reads itself alone: products are those of dense layers.</summary>
[Network(1, 19)]
[PositionEmbedding, MultiHeadAttention(1), Tanh, MultiHeadAttention(19, Memory = "input")]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class AttentionOneStep;

/// <summary>Workers share the kernels of a prediction, these cut into samples.</summary>
[SharesKernels]
[Network(8, 6)]
[PositionEmbedding, Conv1D(20, 3), ReLU]
[MultiHeadAttention(4)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class SharedAttention;
