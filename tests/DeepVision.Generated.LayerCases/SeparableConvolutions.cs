namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[SeparableConv2D(16, 3, Stride = 2, Pad = 1), ReLU]
[SeparableConv2D(7, 3, 2, DepthMultiplier = 2, Bias = false), BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SeparableConvolutions;

// A sample is larger than the cache: normalisations and convolutions of 1×1 take it in bands of pixels, and the sums of the statistics go along.
[Network(44, 44, 4)]
[Conv2D(32, 1, Bias = false), BatchNorm, ReLU6]
[Conv2D(32, 1), BatchNorm, ReLU]
[Conv2D(8, 1)]
[GlobalAvgPool2D]
[Dense(3), SoftmaxCrossEntropy]
public partial class BandsOfPixels;

// What a sample's depthwise convolutions and the normalisations around them touch is larger than the cache: they take it in bands of channels.
[Network(44, 44, 4)]
[Conv2D(32, 1, Bias = false), BatchNorm, Tanh]
[DepthwiseConv2D(3, Pad = 1, Bias = false), BatchNorm]
[DepthwiseConv2D(3, Stride = 2, Pad = 1), BatchNorm]
[DepthwiseConv2D(5, Pad = 2, Bias = false), BatchNorm]
[Conv2D(8, 1)]
[GlobalAvgPool2D]
[Dense(3), SoftmaxCrossEntropy]
public partial class BandsOfChannels;
