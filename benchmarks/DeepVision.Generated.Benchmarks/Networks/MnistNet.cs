namespace DeepVision.Generated.Benchmarks;

/// <summary>The network of the README.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class MnistNet;
