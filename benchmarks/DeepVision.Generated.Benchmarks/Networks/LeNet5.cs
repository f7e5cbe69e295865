namespace DeepVision.Generated.Benchmarks;

/// <summary>LeNet-5 in its modern form: ReLU, max pooling, softmax.</summary>
[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(16, 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet5;
