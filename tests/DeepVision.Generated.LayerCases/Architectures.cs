namespace DeepVision.Generated.LayerCases;

// Whole networks in small.

[Network(17)]
[Dense(16)]
[Dense(32)]
[Dense(48), ReLU]
[Dense(33), Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class Vectors;

[Network(130)]
[Dense(200), ReLU]
[Dense(100), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class WideDense;

[Network(20)]
[Dense(100), ReLU]
[Dense(768), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class VeryWideDense;

[Network(23)]
[Dense(37, Bias = false), Tanh]
[Dense(5, Bias = false), SoftmaxCrossEntropy]
public partial class DenseNoBias;

[Network(7, 5, 3)]
[Conv2D(33, 3), ReLU]
[Flatten]
[Dense(40), ReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class DenseBehindWideImage;

[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), Tanh, AvgPool2D(2)]
[Conv2D(16, 5), Tanh, AvgPool2D(2)]
[Flatten]
[Dense(120), Tanh]
[Dense(84), Tanh]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet5;

[Network(28, 28, 1)]
[Conv2D(6, 5), ReLU, MaxPool2D(2)]
[Conv2D(16, 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNetReLU;

[Network(16, 16, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(48), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class SmallDigitNet;

[Network(10, 10, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(48, 3, Padding = Padding.Same), ReLU]
[Conv2D(48, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(32), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class SmallVgg;

[Network(17, 15, 3)]
[Conv2D(16, 3, Stride = 2, Pad = 1), ReLU]
[Conv2D(32, 3, Stride = 2, Pad = 1), ReLU]
[Conv2D(48, 3, Stride = 2, Pad = 1), ReLU]
[GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class StridesInsteadOfPools;

[Network(12, 12, 3)]
[Conv2D(16, 3, Bias = false), BatchNorm, ReLU, MaxPool2D(2), Dropout(0.2f)]
[Conv2D(32, 3, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(24, Bias = false), BatchNorm, ReLU, Dropout(0.5f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class NormalisedAndDropped;

[Network(30)]
[Dense(16), ReLU]
[Dense(4), Tanh]
[Dense(16), ReLU]
[Dense(30), Sigmoid, MeanSquaredError]
public partial class Autoencoder;

[Network(9, 11, 3)]
[Conv2D(8, 3, Name = "stem"), ReLU]
[Conv2D(8, 3, Name = "body", L2 = 1e-4f), ReLU]
[Flatten]
[Dense(5, Name = "head"), SoftmaxCrossEntropy]
public partial class NamedLayers;

[Network(9, 11, 3)]
[Conv2D(8, 3, Name = "l1", L1 = 0.02f), Tanh]
[DepthwiseConv2D(3, Name = "l2", L2 = 0.03f), Tanh]
[Flatten]
[Dense(5, Name = "both", L1 = 0.01f, L2 = 0.05f), SoftmaxCrossEntropy]
public partial class PenalisedLayers;
