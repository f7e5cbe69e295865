namespace DeepVision.Generated.LayerCases;

// Convolutions and poolings over sequences.

[Network(13, 5)]
[Conv1D(16, 3), ReLU, MaxPool1D(2)]
[Conv1D(20, 2, Dilation = 2), Tanh, GlobalAvgPool1D]
[Dense(3), SoftmaxCrossEntropy]
public partial class Conv1DChain;

[Network(12, 6)]
[Conv1D(9, 4, Stride = 2, Padding = Padding.Same), AvgPool1D(3, Stride = 2, Pad = 1, CeilMode = true)]
[Conv1D(6, 3, Pad = 1, Groups = 3, Bias = false), LeakyReLU, MaxPool1D(3, Stride = 1, Padding = Padding.Same), GlobalMaxPool1D]
[Dense(3), SoftmaxCrossEntropy]
public partial class Conv1DOptions;

/// <summary>Features of a convolution, read by a recurrent layer.</summary>
[Network(14, 3)]
[Conv1D(18, 3, Pad = 1), LayerNorm, ReLU, AvgPool1D(2)]
[GRU(7, ReturnSequences = true), Conv1D(5, 1), Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class Conv1DAndGRU;
