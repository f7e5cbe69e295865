namespace DeepVision.Generated.Tests.Training;

/// <summary>A parabola of its weights.</summary>
[Network(3)]
[Dense(1, L2 = 0.05f), MeanSquaredError]
public partial class LinearRegression;

/// <summary>A convex function of its weights.</summary>
[Network(3)]
[Dense(1, L2 = 0.05f), Sigmoid, BinaryCrossEntropy]
public partial class LogisticRegression;

/// <summary>Two layers, smooth everywhere.</summary>
[Network(4)]
[Dense(20), Tanh]
[Dense(3), SoftmaxCrossEntropy]
public partial class SmoothVectors;

/// <summary>The same with statistics, and with numbers that are drawn.</summary>
[Network(4)]
[Dense(8), BatchNorm, Tanh, Dropout(0.2f)]
[Dense(3), SoftmaxCrossEntropy]
public partial class DrawnVectors;

/// <summary>Weights that may not grow.</summary>
[Network(4)]
[Dense(3, MaxNorm = 1f), SoftmaxCrossEntropy]
public partial class ConstrainedVectors;

/// <summary>Kernels, biases and tensors that padding makes longer.</summary>
[Network(6, 6, 3)]
[Conv2D(20, 3), BatchNorm, ReLU]
[DepthwiseConv2D(3)]
[Flatten]
[Dense(70), ReLU]
[Dense(3), SoftmaxCrossEntropy]
public partial class PaddedTensors;
