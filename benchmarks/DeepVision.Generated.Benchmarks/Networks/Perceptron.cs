namespace DeepVision.Generated.Benchmarks;

/// <summary>One hidden layer: 784-128-10.</summary>
[Network(28, 28, 1)]
[Flatten]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class Perceptron;
