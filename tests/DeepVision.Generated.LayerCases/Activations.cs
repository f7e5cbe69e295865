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
[Conv2D(12, 3), ReLU6]
[Conv2D(7, 3), ReLU6]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ReLU6BehindConv;

[Network(7, 6, 3)]
[Conv2D(5, 3), BatchNorm, ReLU6]
[Conv2D(4, 2), ReLU6, MaxPool2D(2)]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class ReLU6BehindBatchNorm;

// Four times what has variance 1: one value in fifteen is above 6.
[Network(23)]
[Dense(37), BatchNorm(Name = "normal"), Add("normal", "normal", "normal"), ReLU6]
[Dense(5), SoftmaxCrossEntropy]
public partial class ReLU6OfLargeValues;

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

[Network(9, 11, 3)]
[Conv2D(12, 3), ELU]
[Conv2D(7, 3), ELU(0.5f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ELUBehindConv;

[Network(23)]
[Dense(37), ELU]
[Dense(32), ELU(0.5f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class ELUBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3), GELU]
[Conv2D(7, 3), GELU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GELUBehindConv;

[Network(23)]
[Dense(37), GELU]
[Dense(32), GELU]
[Dense(5), SoftmaxCrossEntropy]
public partial class GELUBehindDense;

[Network(9, 11, 3)]
[Conv2D(12, 3), SiLU]
[Conv2D(7, 3), SiLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SiLUBehindConv;

[Network(23)]
[Dense(37), SiLU]
[Dense(32), SiLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class SiLUBehindDense;

[Network(23)]
[Dense(37), LeakyReLU]
[Dense(5), SoftmaxCrossEntropy]
public partial class LeakyReLUDefaultSlope;

// A convolution's output that the gradient behind it still reads, and that is pooled only then.
[Network(9, 11, 3)]
[Conv2D(12, 3), BatchNorm, SiLU, MaxPool2D(2)]
[Conv2D(7, 1), GELU, AvgPool2D(2)]
[Flatten, GELU]
[Dense(5), SoftmaxCrossEntropy]
public partial class SmoothActivationsAndPooling;

[Network(9, 11, 3)]
[Conv2D(12, 3), GELU, SiLU, ELU, Dropout(0.2f), GELU]
[Flatten]
[Dense(9), SiLU, GELU]
[Dense(5), SoftmaxCrossEntropy]
public partial class SmoothActivationsInARow;

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
