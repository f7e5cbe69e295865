namespace DeepVision.Generated.LayerCases;

// Losses over the steps of sequences that differ in length: behind their ends stand labels that are no classes, and targets that aren't numbers.

[Network(7, 5, VariableLength = true)]
[GRU(9, ReturnSequences = true), Conv1D(18, 1), SoftmaxCrossEntropy(IgnoredLabel = 3, LabelSmoothing = 0.1f)]
public partial class LengthsOfLabels;

/// <summary>Texts with a class of each token; the last layer gives something behind the end too.</summary>
[Network(6, 1, VariableLength = true)]
[Embedding(11, 12), LSTM(9, Bidirectional = true, ReturnSequences = true), Conv1D(3, 3, Padding = Padding.Same), SoftmaxFocalCrossEntropy(ClassWeights = [1, 0.5f, 2])]
public partial class LengthsOfTokenLabels;

[Network(8, 3, VariableLength = true)]
[Conv1D(18, 3, Padding = Padding.Same), ReLU, Conv1D(17, 1), MeanSquaredError]
public partial class LengthsOfTargets;

/// <summary>Queries behind the end are answered, but nobody asks.</summary>
[Network(7, 8, VariableLength = true)]
[MultiHeadAttention(2, Causal = true), LayerNorm, Conv1D(3, 1), Sigmoid, BinaryCrossEntropy]
public partial class LengthsOfAnswers;

/// <summary>A head over the steps beside one over the sequence, and a penalty on the steps.</summary>
[Network(6, 4, VariableLength = true), Input("more", 3)]
[LSTM(9, ReturnSequences = true), Conv1D(5, 1, Name = "steps"), ActivityPenalty(L1 = 0.02f, L2 = 0.1f)]
[GlobalAvgPool1D, Concat("more"), Dense(3), SoftmaxCrossEntropy(Name = "Kind")]
[From("steps"), Conv1D(2, 1), Huber(0.5f, Name = "Track", Weight = 0.3f)]
public partial class LengthsOfHeads;

/// <summary>An auxiliary head learns from the labels of the steps too.</summary>
[Network(5, 4, VariableLength = true)]
[SimpleRNN(8, ReturnSequences = true, Name = "early")]
[GRU(6, ReturnSequences = true), Conv1D(4, 1), SoftmaxCrossEntropy]
[From("early"), Conv1D(4, 1), SoftmaxCrossEntropy(Weight = 0.4f, TrainingOnly = true)]
public partial class LengthsOfAuxiliary;
