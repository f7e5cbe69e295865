using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Convolutions of few channels over rows long enough for Winograd's algorithm along rows: windows of three and four strides, whole tiles and tiles that overhang,
// padding on either side, rows that see none of the input, and everything that fuses.

[Network(12, 96, 3)]
[Conv2D(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[GlobalAvgPool2D, MeanSquaredError]
public partial class RowWinogradStem;

[Network(7, 107, 3)]
[Conv2D(40, 7, Stride = 2, Pads = [3, 3, 2, 0]), LeakyReLU(0.2f)]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class RowWinogradOverhang;

[Network(6, 96, 3)]
[Conv2D(32, 5, Stride = 2, Pad = 2), ELU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class RowWinogradFiveTaps;

[Network(15, 199, 3)]
[Conv2D(96, 11, Stride = 4), ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class RowWinogradElevenTaps;

// A kernel of fewer rows than its stride leaves rows out; some windows see padding alone.
[Network(9, 96, 3)]
[Conv2D(128, 2, 7, Strides = [3, 2], Pads = [2, 3, 2, 3])]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class RowWinogradSkippedRows;

// Inside of a network, where the channels of a pixel fill a vector; the result lies among the channels of a concatenation.
[Network(5, 48, 2)]
[Conv2D(16, 1), ReLU]
[Branch, Conv2D(32, 3, Pad = 1), ReLU]
[Branch, Conv2D(16, 3, Pad = 1), BatchNorm, ReLU]
[Concat]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class RowWinogradConcatenated;

[SharesKernels]
[Network(13, 96, 3)]
[Conv2D(48, 7, Stride = 2, Pad = 3), BatchNorm, Tanh, AvgPool2D(2)]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class SharedRowWinograd;
