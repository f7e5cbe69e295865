namespace DeepVision.Generated.LayerCases;

// Convolution, activation and pooling: what fuses, and its neighbours that must not.

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPool;

[Network(11, 13, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPoolRemainder;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), LeakyReLU(0.2f), MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvLeakyReLUMaxPool;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), Sigmoid, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvSigmoidMaxPool;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), Tanh, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvTanhMaxPool;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPool3Stride2;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(3)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPool3;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(2, 1)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPool2x1;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, MaxPool2D(2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvReLUMaxPoolSame;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), ReLU, AvgPool2D(2)]
[Flatten, MeanSquaredError]
public partial class ConvReLUAvgPool;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), Tanh, AvgPool2D(3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class ConvTanhAvgPool;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3), MaxPool2D(2), ReLU]
[Flatten, MeanSquaredError]
public partial class ConvMaxPoolReLU;

[Network(12, 10, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvReLUMaxPool;

[Network(14, 14, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(48, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class TwoPooledConvolutions;

[Network(10, 12, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class PooledConvSame;

[Network(15, 17, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3, Stride = 2), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class PooledConvStride2;

[Network(10, 12, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Groups = 2), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class PooledConvGroups;

[Network(10, 12, 3)]
[Conv2D(5, 1)]
[Conv2D(19, 3), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class PooledConvOddChannels;

[Network(10, 12, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3, Bias = false), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class PooledConvNoBias;

[Network(11, 13, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3, Dilation = 2), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class PooledConvDilated;

[Network(13, 13, 3)]
[Conv2D(16, 2), ReLU, MaxPool2D(2), MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class MaxPoolBehindMaxPool;

[Network(9, 7, 3)]
[Conv2D(16, 3), ReLU, MaxPool2D(7, 5)]
[Flatten, MeanSquaredError]
public partial class PoolAsLargeAsImage;
