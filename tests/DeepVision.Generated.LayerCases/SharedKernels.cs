using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Networks whose predictions share kernels, as only large ones do by themselves: every kind of kernel that is cut into rows,
// blocks of channels or groups of tiles, and those that are cut into samples alone.

[SharesKernels]
[Network(13, 11, 3)]
[Conv2D(24, 5, Stride = 2, Pad = 2, Bias = false), BatchNorm, ReLU, MaxPool2D(3, Stride = 1, Pad = 1)]
[Branch, Conv2D(80, 1), BatchNorm, ReLU]
[Branch, Conv2D(80, 3, Pad = 1)]
[Add, ReLU]
[Conv2D(20, 2), ReLU, MaxPool2D(2)]
[Flatten, Dense(72), ReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class SharedSpatial;

[SharesKernels]
[Network(12, 13, 3)]
[Conv2D(33, 1)]
[Branch, Conv2D(33, 3, Pad = 1), ReLU, Conv2D(48, 3, Padding = Padding.Same)]
[Branch, Conv2D(48, 3, Padding = Padding.Same, Bias = false), Tanh]
[Add, LeakyReLU(0.1f)]
[Conv2D(64, 3, Pad = 1), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D, Dense(20), MeanSquaredError]
public partial class SharedWinograd;

[SharesKernels]
[Network(11, 9, 5)]
[BatchNorm, Conv2D(24, 1), ReLU6]
[DepthwiseConv2D(3, Pad = 1, Stride = 2), BatchNorm, ReLU]
[Branch, Conv2D(24, 3, Groups = 6, Pad = 1), ReLU, Conv2D(64, 3, Groups = 4, Pad = 1)]
[Branch, DepthwiseConv2D(5, Padding = Padding.Same), Conv2D(64, 1)]
[Add, AvgPool2D(3, Stride = 2, Pad = 1)]
[Flatten, Dense(7), SoftmaxCrossEntropy]
public partial class SharedGroups;

// What the depthwise convolutions read is made in bands of rows, by a spatial convolution and by one of 1×1: a sample is too large for groups, and for
// activations with kinks: some value would be near one.
[SharesKernels]
[Network(36, 28, 3)]
[Conv2D(30, 3, Pad = 1), DepthwiseConv2D(3, Pad = 1), BatchNorm, Conv2D(12, 1)]
[Branch]
[Branch, Conv2D(31, 1), BatchNorm, DepthwiseConv2D(3, Pad = 1, Bias = false), Conv2D(12, 1)]
[Add]
[Conv2D(32, 1), DepthwiseConv2D(3, Stride = 2, Pad = 1), Tanh]
[GlobalAvgPool2D, Dense(3), MeanSquaredError]
public partial class SharedBands;

// What the later depthwise convolutions read is made in bands of channels: whole blocks of weights, parts of them, and with a rest at the end.
[SharesKernels]
[Network(40, 36, 3)]
[Conv2D(40, 3, Stride = 2, Pad = 1), BatchNorm, Conv2D(36, 3, Stride = 2)]
[Branch]
[Branch, Conv2D(270, 1), BatchNorm, DepthwiseConv2D(3, Pad = 1), Conv2D(36, 1)]
[Add]
[Conv2D(256, 1, Bias = false), DepthwiseConv2D(3, Stride = 2, Bias = false), BatchNorm, Conv2D(12, 1)]
[Conv2D(228, 1), Tanh, DepthwiseConv2D(5, Padding = Padding.Same), Tanh]
[GlobalAvgPool2D, Dense(3), MeanSquaredError]
public partial class SharedChannelBands;

// All operands of the first concatenation are written where they belong.
[SharesKernels]
[Network(8, 9, 3)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Branch, Conv2D(16, 1), ReLU]
[Branch, Conv2D(32, 3, Pad = 1), BatchNorm]
[Concat, ReLU(Name = "joined")]
[Branch, Conv2D(32, 1), BatchNorm, ReLU]
[Branch, AvgPool2D(3, Stride = 1, Pad = 1)]
[Concat, GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class SharedConcatInPlace;

[SharesKernels]
[Network(7, 6, 3)]
[Conv2D(12, 3, Name = "stem", Pad = 1), LocalResponseNorm(5)]
[Branch, Conv2D(12, 3, Pad = 1), Tanh]
[Branch, MaxPool2D(3, Stride = 1, Pad = 1)]
[Branch]
[Concat, Conv2D(12, 1), L2Normalize]
[Multiply("stem"), Average("stem"), Maximum("stem")]
[Branch, GlobalAvgPool2D, Dense(12), Sigmoid]
[Branch]
[Multiply, Softmax]
[Flatten, Dense(5), MeanSquaredError]
public partial class SharedMaps;

[SharesKernels]
[Network(5, 4, 3)]
[Conv2D(16, 3, Pad = 1), GroupNorm(4), ReLU]
[ConvTranspose2D(20, 3, Stride = 2, Pad = 1, OutputPadding = 1), LayerNorm]
[ConvTranspose2D(20, 2, Stride = 2, Groups = 20), ReLU]
[Upsample2D(2), ZeroPad2D(1), Conv2D(3, 3), MeanSquaredError]
public partial class SharedTransposed;

// Few pixels and so many weights that the blocks of outputs are shared, for a part of the pixels each.
[SharesKernels]
[Network(5, 3, 3)]
[Conv2D(256, 1), Tanh]
[Conv2D(264, 1), BatchNorm, ReLU]
[GlobalAvgPool2D, Dense(3), MeanSquaredError]
public partial class SharedBlocks;

// Few pixels and so many weights that each row of taps meets all pixels before the next one begins; behind it a kernel with a single row of taps.
[SharesKernels]
[Network(6, 7, 3)]
[Conv2D(64, 1), Tanh]
[Conv2D(128, 5, Pad = 2), BatchNorm, ReLU]
[Conv2D(1040, 1, Stride = 2), ReLU]
[GlobalAvgPool2D, Dense(3), MeanSquaredError]
public partial class SharedRowsOfTaps;

// The inputs are taken apart and the scores put together once for all workers.
[SharesKernels]
[Network(9, 7, 3)]
[Input("tokens", 13)]
[Conv2D(24, 3), ReLU, GlobalAvgPool2D(Name = "picture")]
[From("tokens"), Dense(40), Tanh]
[Concat("picture", Name = "both")]
[Dense(5), SoftmaxCrossEntropy(Name = "Kind")]
[From("both"), Dense(3), MeanSquaredError(Name = "Box")]
public partial class SharedInputsAndHeads;
