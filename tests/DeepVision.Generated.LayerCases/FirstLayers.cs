namespace DeepVision.Generated.LayerCases;

// Layers that read the network's input, whose channels have no padding in memory.

[Network(9, 11, 3)]
[MaxPool2D(2)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstMaxPool;

[Network(9, 11, 1)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstMaxPoolOneChannel;

[Network(9, 11, 3)]
[AvgPool2D(2, Pad = 1)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstAvgPool;

[Network(9, 11, 1)]
[AvgPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstAvgPoolDense;

[Network(9, 11, 3)]
[GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstGlobalAvgPool;

[Network(9, 11, 3)]
[ReLU]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstReLU;

[Network(23)]
[Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstTanhDense;

[Network(9, 11, 3)]
[Softmax]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstSoftmax;

[Network(9, 11, 3)]
[BatchNorm]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstBatchNorm;

[Network(9, 11, 1)]
[BatchNorm, ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstBatchNormOneChannel;

[Network(9, 11, 3)]
[Dropout(0.3f)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstDropout;

[Network(23)]
[Dropout(0.3f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstDropoutVector;

[Network(5, 7, 3)]
[Flatten]
[Dense(16)]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstFlatten;

[Network(5, 7, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstFlattenOneChannel;

[Network(5, 7, 3)]
[Flatten, Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstFlattenTanh;

[Network(5, 7, 3)]
[Tanh, Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstTanhFlatten;

[Network(23)]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstDense;

[Network(9, 11, 1)]
[Conv2D(17, 5)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvOneChannel;

[Network(9, 11, 16)]
[Conv2D(17, 3, Padding = Padding.Same)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvSixteenChannels;

[Network(15, 13, 3)]
[Conv2D(16, 7, Stride = 2, Pad = 3), ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvStride2Pad3;

[Network(7, 5)]
[Flatten, Dense(12), Tanh]
[Dense(3), MeanSquaredError]
public partial class FirstFlattenSequence;

[Network(7, 5)]
[GELU, Flatten]
[Dense(3), MeanSquaredError]
public partial class FirstGELUSequence;

[Network(7, 5)]
[Sigmoid, Dropout(0.2f), Flatten]
[Dense(3), MeanSquaredError]
public partial class FirstSigmoidSequence;

// The first activation takes 128 KB: the backward pass computes it once more.
[Network(32, 32, 1)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU]
[Conv2D(5, 3, Stride = 4), LeakyReLU(0.2f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvComputedTwice;

// What the derivative reads is computed once more as well.
[Network(32, 32, 1)]
[Conv2D(32, 3, Padding = Padding.Same), GELU]
[Conv2D(5, 3, Stride = 4), SiLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvComputedTwiceGELU;
