namespace DeepVision.Generated.Benchmarks;

/// <summary>Four 3×3 convolutions with pooling, for images of 128×128×3.</summary>
[Network(128, 128, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Photo128;
