namespace DeepVision.Generated.LayerCases;

/// <summary>The basic block of ResNet (He et al. 2015).</summary>
public sealed class Residual(int filters, int stride = 1) : Block(
    new Branch(),
    new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
    new Conv2D(filters, 3) { Pad = 1, Bias = false }, new BatchNorm(),
    new Branch(), new Shortcut(),
    new Add(), new ReLU());

/// <summary>A block that normalises first (He et al. 2016), with another block inside.</summary>
public sealed class PreActivated(int filters, bool deep) : Block(
    new Branch(),
    new BatchNorm(), new ReLU(), new Conv2D(filters, 3) { Pad = 1 },
    deep ? new Residual(filters) { Name = "inner" } : null,
    new Branch(), new Shortcut(),
    new Add());

[Network(9, 11, 3)]
[Conv2D(12, 3, Pad = 1)]
[Residual(12)]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy]
public partial class ResidualIdentity;

[Network(9, 11, 3)]
[Conv2D(12, 3, Pad = 1), ReLU]
[Residual(20, stride: 2), Residual(20, Times = 2)]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy]
public partial class ResidualProjected;

[Network(8, 7, 3)]
[Conv2D(5, 3, Pad = 1)]
[PreActivated(5, false), PreActivated(9, true)]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class ResidualPreActivated;

[Network(9, 11, 3)]
[Conv2D(12, 3), ReLU(Name = "stem")]
[Conv2D(12, 3, Pad = 1), Add("stem"), ReLU]
[Conv2D(12, 3, Pad = 1), Add("stem"), LeakyReLU(0.1f)]
[Conv2D(12, 1), Add("stem", "relu_2"), Tanh]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class AddBehindConv;

[Network(12, 12, 3)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Branch, Conv2D(32, 3, Pad = 1), ReLU, Conv2D(32, 3, Pad = 1)]
[Branch]
[Add, ReLU, MaxPool2D(2)]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class AddBehindWinograd;

[Network(8, 9, 12)]
[Branch, DepthwiseConv2D(3, Pad = 1), ReLU]
[Branch, Conv2D(12, 3, Groups = 3, Pad = 1)]
[Branch]
[Add, ReLU]
[Branch, DepthwiseConv2D(3, Pad = 1), Branch, Add("add_1"), Sigmoid]
[GlobalAvgPool2D, Dense(3), MeanSquaredError]
public partial class AddBehindGroups;

[Network(23)]
[Dense(37), ReLU]
[Branch, Dense(37), ReLU, Dense(37)]
[Branch]
[Branch, Sigmoid]
[Add, ReLU(Name = "first")]
[Branch, Dense(37), Branch, Dense(37), Add("first"), Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class AddBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3)]
[Branch, MaxPool2D(3, Stride = 1, Pad = 1)]
[Branch, AvgPool2D(3, Stride = 1, Pad = 1)]
[Branch, Dropout(0.3f)]
[Branch, Softmax]
[Add]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class AddBehindPooling;

[Network(6, 7, 5)]
[ReLU, Add("input", "input")]
[Conv2D(5, 3, Pad = 1, Name = "wide"), BatchNorm, Add("wide"), ReLU]
[Flatten, Dropout(0.2f), Dense(4), Sigmoid, BinaryCrossEntropy]
public partial class AddOfTheInput;

[Network(7, 6, 3)]
[Conv2D(8, 3, Pad = 1), ReLU(Name = "trunk")]
[Conv2D(8, 1), ReLU, Flatten, Dense(6, Name = "left")]
[From("trunk"), MaxPool2D(2), Flatten, Dense(6)]
[Add("left"), ReLU, Dense(4), SoftmaxCrossEntropy]
public partial class TwoPathsToVectors;
