namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[SeparableConv2D(16, 3, Stride = 2, Pad = 1), ReLU]
[SeparableConv2D(7, 3, 2, DepthMultiplier = 2, Bias = false), BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SeparableConvolutions;
