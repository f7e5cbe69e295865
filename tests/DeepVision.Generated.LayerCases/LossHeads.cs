namespace DeepVision.Generated.LayerCases;

// Each loss with its options, behind different last layers.

[Network(23)]
[Dense(2), SoftmaxCrossEntropy]
public partial class CrossEntropyTwoClasses;

[Network(23)]
[Dense(37), SoftmaxCrossEntropy]
public partial class CrossEntropyManyClasses;

[Network(23)]
[Dense(16), Tanh]
[Dense(5), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
public partial class CrossEntropySmoothed;

[Network(23)]
[Dense(16), Tanh]
[Dense(3), SoftmaxCrossEntropy(ClassWeights = [0.5f, 1f, 4f])]
public partial class CrossEntropyWeighted;

[Network(23)]
[Dense(16), Tanh]
[Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.2f, ClassWeights = [0.5f, 1f, 4f])]
public partial class CrossEntropySmoothedAndWeighted;

[Network(9, 11, 3)]
[Conv2D(16, 3), ReLU]
[Conv2D(5, 1), GlobalAvgPool2D, SoftmaxCrossEntropy]
public partial class CrossEntropyOnGlobalAvgPool;

[Network(5, 4, 3)]
[Conv2D(2, 3), Flatten, SoftmaxCrossEntropy]
public partial class CrossEntropyOnFlatten;

[Network(23)]
[Dense(16)]
[Dense(5), ReLU, SoftmaxCrossEntropy]
public partial class CrossEntropyOnReLU;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), MeanSquaredError]
public partial class SquaredError;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Flatten]
[Dense(1), MeanSquaredError]
public partial class SquaredErrorOneValue;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), Sigmoid, MeanSquaredError]
public partial class SquaredErrorBehindSigmoid;

[Network(23)]
[Dense(7), Softmax, MeanSquaredError]
public partial class SquaredErrorBehindSoftmax;

[Network(5, 4, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(3, 1), Flatten, MeanSquaredError]
public partial class SquaredErrorOnFlatten;

[Network(23)]
[Dense(7), Dropout(0.3f), MeanSquaredError]
public partial class SquaredErrorBehindDropout;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), MeanAbsoluteError]
public partial class AbsoluteError;

[Network(5, 4, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(3, 1), Flatten, MeanAbsoluteError]
public partial class AbsoluteErrorOnFlatten;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), Huber]
public partial class HuberError;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Flatten]
[Dense(19), Huber(0.2f)]
public partial class HuberErrorSmallDelta;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), LogCosh]
public partial class LogCoshError;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), Poisson]
public partial class PoissonError;

[Network(5, 4, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(3, 1), Hinge]
public partial class HingeOfPixels;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), SquaredHinge]
public partial class SquaredHingeError;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), PerceptronCriterion]
public partial class PerceptronError;

[Network(23)]
[Dense(16), Tanh]
[Dense(1), Sigmoid, BinaryCrossEntropy]
public partial class BinaryOneValue;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Flatten]
[Dense(19), Sigmoid, BinaryCrossEntropy]
public partial class BinaryManyValues;

[Network(9, 11, 3)]
[Conv2D(6, 3), GlobalAvgPool2D, Sigmoid, BinaryCrossEntropy]
public partial class BinaryOnGlobalAvgPool;
