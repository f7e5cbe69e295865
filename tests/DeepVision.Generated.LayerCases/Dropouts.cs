namespace DeepVision.Generated.LayerCases;

[Network(23)]
[Dense(37), ReLU, Dropout(0.5f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindDense;

[Network(9, 11, 3)]
[Conv2D(7, 3), Dropout(0.25f)]
[Conv2D(16, 3), ReLU, Dropout(0.3f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindConv;

[Network(10, 12, 3)]
[Conv2D(16, 3), ReLU, MaxPool2D(2), Dropout(0.4f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindPool;

[Network(5, 4, 3)]
[Conv2D(7, 3)]
[Flatten, Dropout(0.5f)]
[Dense(33), Dropout(0.1f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindFlatten;

[Network(23)]
[Dense(37), Dropout(0.5f), Dropout(0.5f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutTwice;

[Network(23)]
[Dense(37), Dropout(0f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutOfNothing;

[Network(9, 11, 3)]
[Conv2D(12, 3), BatchNorm, Dropout(0.5f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindBatchNorm;

[Network(9, 11, 3)]
[Conv2D(21, 3), ReLU, GlobalAvgPool2D, Dropout(0.2f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class DropoutBehindGlobalAvgPool;
