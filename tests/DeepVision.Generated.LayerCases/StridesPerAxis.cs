namespace DeepVision.Generated.LayerCases;

// Strides and dilations that differ for rows and columns, in each kind of kernel.

[Network(9, 8, 3)]
[Conv2D(8, 3, Strides = [2, 1]), ReLU]
[Conv2D(17, 3, Strides = [1, 2], Pad = 1), Tanh]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesSpatial;

[Network(11, 9, 3)]
[Conv2D(8, 3, Strides = [1, 2], Pads = [2, 0, 1, 1]), ReLU]
[Conv2D(7, 3, 5, Strides = [3, 2], Pads = [0, 2, 1, 3])]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesSpatialPads;

// An odd pixel of padding along one axis, none or more than one along the other.
[Network(10, 9, 3)]
[Conv2D(8, 3, Strides = [2, 1], Padding = Padding.Same), Tanh]
[Conv2D(8, 4, 2, Strides = [1, 3], Padding = Padding.Same), Tanh]
[Conv2D(4, 2, 5, Strides = [3, 2], Padding = Padding.Same)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesSame;

// Strides larger than the kernel leave out rows or columns.
[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(24, 1, Strides = [2, 1]), Conv2D(8, 1, Strides = [1, 3])]
[Flatten, MeanSquaredError]
public partial class StridesOfPixels;

[Network(11, 10, 16)]
[Conv2D(32, 3, Strides = [2, 1], Pad = 1), ReLU]
[Conv2D(48, 3, Strides = [1, 2], Pad = 1), ReLU]
[Conv2D(32, 3, Strides = [3, 2], Dilations = [1, 2])]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class StridesWide;

[Network(9, 10, 3)]
[Conv2D(8, 3, Dilations = [2, 1]), Tanh]
[Conv2D(8, 2, 3, Dilations = [3, 2], Padding = Padding.Same), Tanh]
[Conv2D(4, 3, Stride = 2, Dilations = [1, 3], Pad = 2)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class DilationsSpatial;

// Winograd's algorithm suits all of them but the dilation, and the stride, of one axis.
[Network(13, 12, 3)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Conv2D(32, 3, Dilations = [1, 2]), ReLU]
[Conv2D(32, 3, Strides = [1, 2], Pad = 1), ReLU]
[Conv2D(32, 3, Pad = 1), MaxPool2D(2)]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class StridesBesideWinograd;

[Network(11, 9, 3)]
[Conv2D(16, 3), ReLU]
[DepthwiseConv2D(3, Strides = [2, 1], Pad = 1), ReLU]
[DepthwiseConv2D(3, Strides = [1, 2], Padding = Padding.Same), ReLU]
[DepthwiseConv2D(2, 3, Strides = [3, 2], Dilations = [1, 2], Pads = [1, 2, 0, 3], DepthMultiplier = 2)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesDepthwise;

[Network(9, 10, 5)]
[SeparableConv2D(16, 3, Strides = [1, 2], Pad = 1), ReLU]
[SeparableConv2D(6, 3, Dilations = [2, 1]), ReLU]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesSeparable;

[Network(11, 12, 3)]
[Conv2D(16, 3), ReLU]
[Conv2D(16, 3, Groups = 4, Strides = [2, 1], Pad = 1), ReLU]
[Conv2D(32, 3, Groups = 2, Strides = [1, 2], Pads = [0, 2, 1, 0]), ReLU]
[Conv2D(32, 3, 2, Groups = 2, Strides = [3, 2], Dilations = [1, 2], Padding = Padding.Same)]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class StridesGrouped;

// Each row or column that a stride leaves open is one more size that the output may have.
[Network(4, 5, 3)]
[ConvTranspose2D(8, 3, Strides = [2, 1], Pad = 1, OutputPaddings = [1, 0]), ReLU]
[ConvTranspose2D(4, 4, 3, Strides = [1, 3], Pads = [1, 0, 2, 1], OutputPaddings = [0, 2]), Tanh]
[ConvTranspose2D(4, 2, Strides = [3, 2], Dilations = [2, 1], OutputPadding = 1)]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class StridesTransposed;

[Network(4, 3, 16)]
[ConvTranspose2D(32, 3, Strides = [1, 2], Padding = Padding.Same), ReLU]
[ConvTranspose2D(32, 3, Strides = [2, 1], Padding = Padding.Same, Groups = 2), Tanh]
[ConvTranspose2D(5, 2, 3, Strides = [3, 2], Dilations = [1, 2], Padding = Padding.Same)]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class StridesTransposedSame;

[Network(11, 12, 3)]
[Conv2D(12, 2), ReLU, MaxPool2D(2, Strides = [2, 1])]
[Conv2D(8, 1), MaxPool2D(3, 2, Strides = [1, 2], Pads = [1, 0, 0, 1])]
[MaxPool2D(2, 3, Strides = [3, 2], Padding = Padding.Same)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesMaxPool;

[Network(11, 12, 3)]
[Conv2D(12, 2), MaxPool2D(2, 3, Strides = [3, 1], CeilMode = true)]
[Conv2D(8, 1), MaxPool2D(3, Strides = [1, 4], Pad = 1, CeilMode = true)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesMaxPoolCeil;

[Network(11, 12, 3)]
[Conv2D(12, 2), Tanh, AvgPool2D(2, Strides = [2, 1])]
[Conv2D(8, 1), AvgPool2D(3, 2, Strides = [1, 2], Pads = [1, 0, 0, 1])]
[AvgPool2D(2, 3, Strides = [3, 2], Padding = Padding.Same)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesAveragePool;

[Network(11, 12, 3)]
[Conv2D(12, 2), AvgPool2D(2, 3, Strides = [3, 1], CeilMode = true)]
[Conv2D(8, 1), AvgPool2D(3, Strides = [1, 4], Pad = 1, CeilMode = true)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesAveragePoolCeil;

// Windows edge to edge, which become a part of the convolution in front.
[Network(12, 21, 3)]
[Conv2D(16, 3, Strides = [1, 2], Pad = 1), ReLU, MaxPool2D(2, Strides = [2, 2])]
[Conv2D(16, 3, Dilations = [1, 2], Padding = Padding.Same), ReLU, MaxPool2D(2, 1, Strides = [2, 1])]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesPooledConvolution;

/// <summary>A residual block that makes lines of text lower and leaves them as long as they are (Shi et al. 2018, arXiv:1603.03915).</summary>
public sealed class LineResidual(int filters, int down) : Block(
    new Branch(),
    new Conv2D(filters, 3) { Strides = [down, 1], Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
    new Conv2D(filters, 3) { Pad = 1, Bias = false }, new BatchNorm(),
    new Branch(), new Shortcut(),
    new Add(), new ReLU());

[Network(8, 7, 3)]
[Conv2D(6, 3, Pad = 1), ReLU]
[LineResidual(6, 1), LineResidual(12, 2), LineResidual(12, 4)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class StridesShortcut;

/// <summary>A small network of lines of text: convolutions until one row is left, whose columns are the steps (Shi et al. 2015, arXiv:1507.05717).</summary>
[Network(16, 20, 1)]
[Conv2D(8, 3, Pad = 1), ReLU, MaxPool2D(2)]
[Conv2D(16, 3, Pad = 1), ReLU, MaxPool2D(2, Strides = [2, 1], Pads = [0, 1, 0, 1])]
[Conv2D(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool2D(2, 1)]
[Conv2D(16, 2), ReLU]
[Reshape(10, 16), LSTM(6, Bidirectional = true, ReturnSequences = true)]
[Conv1D(5, 1), SoftmaxCrossEntropy]
public partial class TextLine;

/// <summary>Images of sequences.</summary>
[Network(3, 7, 8, 3)]
[Conv2D(8, 3, Strides = [2, 1]), ReLU, MaxPool2D(2, Strides = [1, 2]), DepthwiseConv2D(2, Dilations = [1, 2])]
[GlobalAvgPool2D, GRU(4), Dense(3), SoftmaxCrossEntropy]
public partial class StridesOfVideo;
