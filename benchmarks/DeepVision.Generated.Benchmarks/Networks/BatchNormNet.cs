namespace DeepVision.Generated.Benchmarks;

/// <summary>Pairs of 3×3 convolutions, each with batch normalisation, for images of 32×32×3.</summary>
[Network(32, 32, 3)]
[Conv2D(32, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(32, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class BatchNormNet;
