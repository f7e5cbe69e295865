namespace DeepVision.Generated.Benchmarks;

/// <summary>Five pairs of 3×3 convolutions in the manner of VGG, a quarter as wide, for images of 224×224×3.</summary>
[Network(224, 224, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU]
[Conv2D(16, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Vgg224;
