namespace DeepVision.Generated.LayerCases;

[Network(9, 11, 3)]
[Conv2D(12, 3), ReLU]
[Conv2D(7, 3), ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ReLUBehindConv;

[Network(23)]
[Dense(37), ReLU]
[Dense(32), ReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class ReLUBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3), LeakyReLU(0.1f)]
[Conv2D(7, 3), LeakyReLU(0.1f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class LeakyReLUBehindConv;

[Network(23)]
[Dense(37), LeakyReLU(0.1f)]
[Dense(32), LeakyReLU(0.1f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class LeakyReLUBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3), Sigmoid]
[Conv2D(7, 3), Sigmoid]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SigmoidBehindConv;

[Network(23)]
[Dense(37), Sigmoid]
[Dense(32), Sigmoid]
[Dense(5), SoftmaxCrossEntropy]
public partial class SigmoidBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3), Tanh]
[Conv2D(7, 3), Tanh]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class TanhBehindConv;

[Network(23)]
[Dense(37), Tanh]
[Dense(32), Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class TanhBehindDense;

[Network(23)]
[Dense(37), LeakyReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class LeakyReLUDefaultSlope;

[Network(9, 11, 3)]
[Conv2D(12, 3), Tanh, LeakyReLU(0.3f), Sigmoid]
[Flatten]
[Dense(9), Tanh, Sigmoid]
[Dense(5), SoftmaxCrossEntropy]
public partial class ActivationsInARow;

[Network(9, 11, 3)]
[Conv2D(5, 3)]
[Flatten, Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class ActivationBehindFlatten;

[Network(9, 11, 3)]
[Conv2D(5, 3), AvgPool2D(2), Tanh]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ActivationBehindPool;

[Network(23)]
[Dense(19), Softmax]
[Dense(5), SoftmaxCrossEntropy]
public partial class SoftmaxBehindDense;

[Network(9, 11, 3)]
[Conv2D(7, 3), Softmax]
[Conv2D(16, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SoftmaxBehindConv;

[Network(5, 4, 3)]
[Conv2D(7, 3)]
[Flatten, Softmax]
[Dense(5), SoftmaxCrossEntropy]
public partial class SoftmaxBehindFlatten;
