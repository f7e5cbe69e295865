namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[Conv2D(12, 3, Frozen = true), ReLU, MaxPool2D(2)]
[Conv2D(8, 3, Pad = 1), ReLU]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenStart;

/// <summary>Trained layers on both sides: the gradient passes through the frozen ones.</summary>
[Network(9, 11, 3)]
[Conv2D(12, 3), ReLU]
[Conv2D(8, 3, Pad = 1, Frozen = true), ReLU, MaxPool2D(2)]
[Flatten, Dense(9, Frozen = true), Tanh, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenMiddle;

/// <summary>The layers behind the trained ones are frozen: the gradient of the loss passes through all of them.</summary>
[Network(23)]
[Dense(37), ReLU, Dense(12, Frozen = true), Dense(3, Frozen = true), MeanSquaredError]
public partial class FrozenEnd;

[Network(12, 12, 3)]
[Conv2D(32, 3, Pad = 1), ReLU]
[Conv2D(32, 3, Pad = 1, Frozen = true), ReLU, Conv2D(32, 3, Pad = 1, Frozen = true), ReLU, MaxPool2D(2)]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenWinograd;

/// <summary>Normalises by its running statistics, which stay as they are.</summary>
[Network(8, 9, 3)]
[Conv2D(12, 3, Pad = 1), BatchNorm(Frozen = true), ReLU]
[Conv2D(20, 3, Stride = 2), BatchNorm(Frozen = true), LeakyReLU(0.1f)]
[Conv2D(6, 1), BatchNorm, ReLU, BatchNorm(Frozen = true)]
[Flatten, Dense(5), BatchNorm(Frozen = true), Tanh, Dense(4), SoftmaxCrossEntropy]
public partial class FrozenBatchNorm;

[Network(8, 9, 3)]
[Conv2D(12, 3, Pad = 1, Frozen = true), BatchNorm(Frozen = true), ReLU, Dropout(0.3f, Frozen = true)]
[Conv2D(6, 3), BatchNorm, ReLU]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenNormalisedStart;

/// <summary>Dropout and noise do nothing while they are frozen; the one in front of all that trains isn't.</summary>
[Network(7, 6, 5)]
[Dropout(0.2f)]
[Conv2D(20, 3, Frozen = true), ReLU, SpatialDropout2D(0.3f)]
[Conv2D(12, 3, Pad = 1), Dropout(0.4f, Frozen = true), ReLU, SpatialDropout2D(0.3f, Frozen = true), GaussianNoise(0.5f, Frozen = true)]
[Flatten, Dense(9), Dropout(0.5f, Frozen = true), Tanh, Dropout(0.3f), Dense(5), SoftmaxCrossEntropy]
public partial class FrozenDropouts;

/// <summary>A frozen block between trained ones, with the projection of its shortcut.</summary>
[Network(9, 11, 3)]
[Conv2D(12, 3, Pad = 1)]
[Residual(20, stride: 2, Frozen = true), Residual(20)]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenBlock;

/// <summary>The features of frozen blocks, and joins of what trains with what doesn't.</summary>
[Network(9, 11, 3)]
[Conv2D(12, 3, Pad = 1, Frozen = true), ReLU(Name = "stem")]
[Residual(12, Frozen = true)]
[Branch, Conv2D(12, 3, Pad = 1)]
[Branch]
[Maximum, Add("stem"), ReLU]
[Branch, Conv2D(8, 1, Frozen = true), Branch, SeparableConv2D(8, 3, Pad = 1, Frozen = true), Branch, Conv2D(4, 1)]
[Concat]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenBranches;

[Network(7, 6, 8)]
[Conv2D(12, 3, Pad = 1)]
[LayerNorm(Frozen = true), GroupNorm(4, Frozen = true), ReLU]
[ConvTranspose2D(8, 2, Stride = 2, Frozen = true), InstanceNorm(Frozen = true), DepthwiseConv2D(3, Frozen = true)]
[LayerNorm, GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenNorms;

[Network(7, 6, 8)]
[Maximum("input"), MaxPool2D(2, Stride = 1), LayerNorm(Frozen = true), GroupNorm(2, Frozen = true), LocalResponseNorm(3)]
[Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenNormsInFront;

/// <summary>The auxiliary head sees frozen layers only, and trains its own.</summary>
[Network(9, 11, 3)]
[Conv2D(12, 3, Frozen = true), ReLU(Name = "trunk")]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
[From("trunk"), Conv2D(8, 3), ReLU, Flatten, Dense(5), SoftmaxCrossEntropy]
public partial class FrozenTrunk;

/// <summary>What the networks below include: names, a block, an auxiliary head.</summary>
[Network(9, 11, 3)]
[Conv2D(12, 3, Pad = 1, Name = "stem"), BatchNorm, ReLU]
[Residual(12)]
[GlobalAvgPool2D, Dense(5), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
[From("residual_1"), MaxPool2D(3), Flatten, Dense(9), Tanh, Dropout(0.3f), Dense(5), SoftmaxCrossEntropy]
public partial class IncludedBase;

[Network(9, 11, 3)]
[Include<IncludedBase>(To = "dropout_1", Frozen = true)]
[Dense(4), Tanh, Dense(3), SoftmaxCrossEntropy]
public partial class IncludeFrozen;

/// <summary>Goes on from a block, and reads layers of the other network by their names.</summary>
[Network(9, 11, 3)]
[Include<IncludedBase>(To = "residual_1")]
[Conv2D(12, 1), Add("stem"), ReLU, Concat("residual_1.conv2d_2")]
[GlobalAvgPool2D, Dense(5, Frozen = true), Dense(3), MeanSquaredError]
public partial class IncludeBlock;

/// <summary>Everything but the loss, of a network that includes another one.</summary>
[Network(9, 11, 3)]
[Include<IncludeFrozen>]
[Tanh, Dense(1), Sigmoid, BinaryCrossEntropy]
public partial class IncludeChain;
