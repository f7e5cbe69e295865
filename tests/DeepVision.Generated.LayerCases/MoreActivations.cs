namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[Conv2D(12, 3), SELU]
[Conv2D(7, 3), SELU]
[Flatten]
[Dense(37), SELU]
[Dense(5), SoftmaxCrossEntropy]
public partial class SELUBehindLayers;

[Network(9, 11, 3)]
[Conv2D(12, 3), GELU(Approximate = true)]
[Conv2D(7, 3), GELU(Approximate = true)]
[Flatten]
[Dense(37), GELU(Approximate = true), GELU]
[Dense(5), SoftmaxCrossEntropy]
public partial class ApproximateGELUBehindLayers;

[Network(9, 11, 3)]
[Conv2D(12, 3), Mish]
[Conv2D(7, 3), Mish]
[Flatten]
[Dense(37), Mish]
[Dense(5), SoftmaxCrossEntropy]
public partial class MishBehindLayers;

// Four times what has variance 1: values on both sides of both kinks, for this one and those that follow.
[Network(9, 11, 3)]
[Conv2D(12, 3), HardSwish]
[Conv2D(7, 3), HardSwish]
[Flatten]
[Dense(37, Bias = false), BatchNorm(Name = "normal"), Add("normal", "normal", "normal"), HardSwish]
[Dense(5), SoftmaxCrossEntropy]
public partial class HardSwishBehindLayers;

// The normalisation leaves nothing of a bias behind which all is linear.
[Network(9, 11, 3)]
[Conv2D(12, 3), HardSigmoid]
[Conv2D(7, 3, Bias = false), HardSigmoid]
[Flatten]
[Dense(37, Bias = false), BatchNorm(Name = "normal"), Add("normal", "normal", "normal"), HardSigmoid]
[Dense(5), SoftmaxCrossEntropy]
public partial class HardSigmoidBehindLayers;

[Network(9, 11, 3)]
[Conv2D(12, 3), HardTanh]
[Conv2D(7, 3), HardTanh]
[Flatten]
[Dense(37, Bias = false), BatchNorm(Name = "normal"), Add("normal", "normal", "normal"), HardTanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class HardTanhBehindLayers;

[Network(9, 11, 3)]
[Conv2D(12, 3), Softplus]
[Conv2D(7, 3), Softplus]
[Flatten]
[Dense(37, Bias = false), BatchNorm(Name = "normal"), Add("normal", "normal", "normal"), Softplus]
[Dense(5), SoftmaxCrossEntropy]
public partial class SoftplusBehindLayers;

[Network(9, 11, 3)]
[Conv2D(12, 3), Softsign]
[Conv2D(7, 3), Softsign]
[Flatten]
[Dense(37), Softsign]
[Dense(5), SoftmaxCrossEntropy]
public partial class SoftsignBehindLayers;

// Only what stands behind a step learns.
[Network(9, 11, 3)]
[MaxPool2D(2), Step, Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class StepOfTheInput;

[Network(9, 11, 3)]
[Conv2D(12, 3), PReLU]
[Conv2D(7, 3), PReLU(0.1f), MaxPool2D(2)]
[Conv2D(33, 1), BatchNorm, PReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class PReLUBehindConv;

// In front of a Flatten a slope belongs to a channel, behind it to a value.
[Network(9, 11, 3)]
[Conv2D(5, 3), Flatten, PReLU(1.5f)]
[Dense(37), PReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class PReLUBehindDense;

[Network(6, 7)]
[PReLU, LayerNorm, PReLU(-0.5f), Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class PReLUOfASequence;

// Both paths read what the slopes change, so that its gradient is needed behind that of the slopes.
[Network(9, 11, 3)]
[Conv2D(8, 3, Pad = 1)]
[Branch, PReLU, Conv2D(8, 3, Pad = 1), Branch, PReLU]
[Add, PReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class PReLUInBranches;

[Network(23)]
[Dense(19), LogSoftmax]
[Dense(5), LogSoftmax, SoftmaxCrossEntropy]
public partial class LogSoftmaxBehindDense;

[Network(9, 11, 3)]
[Conv2D(7, 3), LogSoftmax]
[Conv2D(16, 1), LogSoftmax]
[GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class LogSoftmaxBehindConv;

[Network(5, 4, 3)]
[Conv2D(7, 3)]
[Flatten, LogSoftmax]
[Dense(5), SoftmaxCrossEntropy]
public partial class LogSoftmaxBehindFlatten;

// Initial weights of every kind, in tensors of every shape.
[Network(9, 11, 4)]
[Conv2D(12, 3, Initializer = Initializer.LeCunUniform), Tanh]
[DepthwiseConv2D(3, Initializer = Initializer.Constant, InitialValue = 0.1f), Tanh]
[Conv2D(8, 3, Initializer = Initializer.Orthogonal), Tanh]
[ConvTranspose2D(5, 2, Initializer = Initializer.LeCunNormal), SELU]
[Flatten]
[Dense(37, Initializer = Initializer.TruncatedNormal), Tanh]
[Dense(21, Initializer = Initializer.TruncatedNormal, InitialDeviation = 0.2f), Tanh]
[Dense(5, Initializer = Initializer.Orthogonal), SoftmaxCrossEntropy]
public partial class InitializersOfAllKinds;
