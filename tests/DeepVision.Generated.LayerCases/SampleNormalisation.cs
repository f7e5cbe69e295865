namespace DeepVision.Generated.LayerCases;

// Normalisations of single samples.

[Network(9, 11, 3)]
[Conv2D(16, 3), LayerNorm, ReLU]
[Conv2D(7, 3), LayerNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class LayerNormBehindConv;

[Network(23)]
[Dense(37), LayerNorm, GELU]
[Dense(32), LayerNorm(Epsilon = 0.01f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class LayerNormBehindDense;

[Network(7, 5)]
[LayerNorm, Tanh, Flatten]
[Dense(3), MeanSquaredError]
public partial class LayerNormSequence;

[Network(23)]
[Dense(37), LayerNorm, Dropout(0.2f), LayerNorm, SoftmaxCrossEntropy]
public partial class LayerNormLast;

[Network(9, 11, 3)]
[Conv2D(18, 3), GroupNorm(3), ReLU]
[Conv2D(32, 3), GroupNorm(4, Epsilon = 0.01f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GroupNormBehindConv;

[Network(9, 11, 3)]
[Conv2D(7, 3), GroupNorm(1)]
[Conv2D(7, 3), GroupNorm(7), Tanh]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GroupNormOfOneAndAll;

[Network(24)]
[GroupNorm(3)]
[Dense(36), GroupNorm(4), ReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class GroupNormVector;

[Network(9, 11, 3)]
[InstanceNorm]
[Conv2D(16, 3), InstanceNorm, LeakyReLU(0.2f), MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class InstanceNorms;

[Network(9, 11, 3)]
[Conv2D(21, 3), ReLU, LocalResponseNorm(5, Alpha = 0.5f, K = 2), MaxPool2D(3, Stride = 2)]
[Conv2D(16, 3), LocalResponseNorm(1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class LocalResponseNormBehindConv;

[Network(6, 5, 3)]
[LocalResponseNorm(2, Alpha = 1)]
[Conv2D(9, 3), LocalResponseNorm(4, Alpha = 0.7f, Beta = 0.5f), Conv2D(300, 1), LocalResponseNorm(255, Alpha = 0.9f)]
[Flatten, MeanSquaredError]
public partial class LocalResponseNormEven;

[Network(9, 11, 3)]
[Conv2D(18, 3), L2Normalize, ReLU]
[Conv2D(16, 3), L2Normalize]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class L2NormalizeBehindConv;

[Network(23)]
[L2Normalize]
[Dense(37), L2Normalize]
[Dense(5), SoftmaxCrossEntropy]
public partial class L2NormalizeBehindDense;
