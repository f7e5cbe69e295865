namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[Conv2D(16, 3), BatchNorm, ReLU]
[Conv2D(7, 3), BatchNorm, ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConvBatchNormReLU;

[Network(9, 11, 3)]
[Conv2D(12, 3, Bias = false), BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConvNoBiasBatchNorm;

[Network(9, 11, 3)]
[Conv2D(12, 3), ReLU, BatchNorm]
[Conv2D(16, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConvReLUBatchNorm;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), BatchNorm, ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConvBatchNormReLUMaxPool;

// Poolings that normalise what they read: windows that overlap, beside each other with a rest, and one for each pixel.
[Network(13, 11, 3)]
[Conv2D(32, 3, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(0.1f), MaxPool2D(3, Stride = 2, Pad = 1)]
[Conv2D(20, 3, Padding = Padding.Same), BatchNorm, ReLU6, MaxPool2D(2, CeilMode = true)]
[Conv2D(16, 3, Padding = Padding.Same), BatchNorm, MaxPool2D(3, Stride = 1, Pad = 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class BatchNormOverlappingMaxPools;

[Network(10, 12, 3)]
[Conv2D(16, 3), ReLU, MaxPool2D(2), BatchNorm]
[Conv2D(12, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class MaxPoolBatchNorm;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Groups = 2), BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GroupedConvBatchNorm;

[Network(9, 11, 3)]
[Conv2D(7, 1)]
[DepthwiseConv2D(3), BatchNorm, ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class DepthwiseBatchNorm;

[Network(9, 11, 3)]
[Conv2D(8, 3, Padding = Padding.Same), BatchNorm]
[Conv2D(8, 3, Padding = Padding.Same), BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class PaddedConvBatchNorm;

[Network(9, 11, 3)]
[Conv2D(8, 1), ReLU, BatchNorm]
[Conv2D(8, 3, Pad = 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class BatchNormPaddedConv;

[Network(23)]
[Dense(37), BatchNorm, ReLU]
[Dense(16), BatchNorm]
[Dense(5), SoftmaxCrossEntropy]
public partial class DenseBatchNorm;

[Network(23)]
[Dense(37), ReLU, BatchNorm]
[Dense(5), SoftmaxCrossEntropy]
public partial class DenseReLUBatchNorm;

[Network(5, 4, 3)]
[Conv2D(7, 3)]
[Flatten, BatchNorm]
[Dense(5), SoftmaxCrossEntropy]
public partial class FlattenBatchNorm;

[Network(9, 11, 3)]
[Conv2D(12, 3), BatchNorm(Momentum = 0.3f, Epsilon = 0.01f), Tanh]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class BatchNormSettings;

[Network(9, 11, 3)]
[Conv2D(12, 3), BatchNorm, BatchNorm]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class BatchNormTwice;

[Network(23)]
[Dense(5), BatchNorm, SoftmaxCrossEntropy]
public partial class BatchNormLast;
