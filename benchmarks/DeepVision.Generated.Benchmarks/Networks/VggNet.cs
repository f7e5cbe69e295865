namespace DeepVision.Generated.Benchmarks;

/// <summary>Three pairs of 3×3 convolutions in the manner of VGG, for images of 32×32×3.</summary>
[Network(32, 32, 3)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same), ReLU]
[Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class VggNet;
