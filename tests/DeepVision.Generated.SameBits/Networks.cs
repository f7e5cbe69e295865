namespace DeepVision.Generated.SameBits;

// Between them they use every family of kernels, and the shapes whose sums are easily added in another order.

[Network(13, 14, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Conv2D(5, 1), BatchNorm, LeakyReLU(0.1f)]
[Flatten]
[Dense(10), SoftmaxCrossEntropy]
public partial class OneChannel;

[Network(9, 11, 2)]
[Conv2D(3, 1), Tanh]
[Conv2D(2, 3, Stride = 2, Padding = Padding.Same), ReLU]
[Conv2D(7, 1)]
[Conv2D(25, 1), Sigmoid]
[Conv2D(4, 1, Initializer = Initializer.HeNormal)]
[Flatten, MeanSquaredError]
public partial class FewChannels;

[Network(17, 15, 3)]
[Conv2D(16, 3, Pad = 1), BatchNorm, ReLU, AvgPool2D(2)]
[Conv2D(32, 3, Stride = 2), ReLU, MaxPool2D(2, Stride = 1)]
[GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
public partial class ColourImages;

[Network(13, 13, 3)]
[Conv2D(32, 1), ReLU]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(48, 3, Padding = Padding.Same)]
[Conv2D(48, 3, Padding = Padding.Same), BatchNorm, LeakyReLU(0.2f)]
[Flatten, MeanSquaredError]
public partial class WinogradTiles;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[DepthwiseConv2D(3, Padding = Padding.Same), BatchNorm, ReLU]
[Conv2D(32, 3, Groups = 2), ReLU]
[Conv2D(16, 3, Groups = 4)]
[Flatten, MeanSquaredError]
public partial class ChannelGroups;

[Network(70)]
[Dense(512), ReLU, Dropout(0.4f)]
[Dense(256), BatchNorm, Tanh]
[Dense(11), SoftmaxCrossEntropy]
public partial class WideDense;

[Network(23)]
[Dense(16, L1 = 0.01f), Tanh]
[Dense(19, L2 = 0.02f), Sigmoid, BinaryCrossEntropy]
public partial class Answers;

[Network(19)]
[Dense(33), Tanh]
[Dense(7), SoftmaxCrossEntropy]
public partial class SummedSquares;

[Network(19)]
[Dense(33), Tanh]
[Dense(7), MeanSquaredError]
public partial class SmoothedSteps;
