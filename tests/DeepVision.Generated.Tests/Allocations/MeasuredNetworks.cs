namespace DeepVision.Generated.Tests.Allocations;

/// <summary>The network that the README shows, smaller.</summary>
[Network(16, 16, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(32), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class PlainNet;

/// <summary>One of every other layer.</summary>
[Network(12, 12, 3)]
[Conv2D(8, 3, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same), Tanh, Dropout(0.1f)]
[Conv2D(32, 1), AvgPool2D(3, Stride = 2, CeilMode = true)]
[Conv2D(32, 3, Groups = 2, Padding = Padding.Same), BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(16), BatchNorm, Softmax]
[Dense(4), Sigmoid, BinaryCrossEntropy]
public partial class MixedNet;

/// <summary>LeNet-5.</summary>
[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(16, 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet;

/// <summary>The network of the README.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class MnistNet;

/// <summary>Large weights, Winograd convolutions in lanes and in units, a first activation that is computed again.</summary>
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

/// <summary>Dense layers only.</summary>
[Network(28, 28, 1)]
[Flatten]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class PerceptronNet;
