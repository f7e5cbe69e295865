namespace DeepVision.Generated.Benchmarks;

/// <summary>Depthwise separable convolutions in the manner of MobileNet, for images of 32×32×3.</summary>
[Network(32, 32, 3)]
[Conv2D(32, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[DepthwiseConv2D(3, Pad = 1, Bias = false), BatchNorm, ReLU]
[Conv2D(64, 1, Bias = false), BatchNorm, ReLU]
[DepthwiseConv2D(3, Pad = 1, Stride = 2, Bias = false), BatchNorm, ReLU]
[Conv2D(128, 1, Bias = false), BatchNorm, ReLU]
[DepthwiseConv2D(3, Pad = 1, Bias = false), BatchNorm, ReLU]
[Conv2D(128, 1, Bias = false), BatchNorm, ReLU]
[DepthwiseConv2D(3, Pad = 1, Stride = 2, Bias = false), BatchNorm, ReLU]
[Conv2D(256, 1, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class SeparableNet;
