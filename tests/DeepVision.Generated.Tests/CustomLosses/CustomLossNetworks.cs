namespace DeepVision.Generated.Tests.CustomLosses;

/// <summary>Vectors.</summary>
[Network(7)]
[Dense(16), Tanh]
[Dense(5), CustomLoss]
public partial class DenseCritic;

/// <summary>What differs between training and prediction, and what may be fused; behind an image that fills no vector.</summary>
[Network(9, 8, 3)]
[Conv2D(16, 3, Pad = 1), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(8, 3, Pad = 1), LeakyReLU(0.2f)]
[Flatten, Dropout(0.3f)]
[Dense(6), CustomLoss]
public partial class ImageCritic;

/// <summary>An image as output.</summary>
[Network(6)]
[Dense(4 * 4 * 16), BatchNorm, ReLU]
[Reshape(4, 4, 16)]
[ConvTranspose2D(3, 4, Stride = 2, Pad = 1), Tanh, CustomLoss]
public partial class ImageGenerator;

/// <summary>The input is read twice, and a part of the way back serves its gradient alone.</summary>
[Network(8, 8, 16)]
[ReLU]
[Conv2D(16, 3, Pad = 1), Add("input"), CustomLoss]
public partial class ResidualMap;

/// <summary>A part of the way back that only the input needs: it has no parameters in front.</summary>
[Network(6, 6, 4)]
[AvgPool2D(2), LayerNorm]
[Flatten]
[Dense(3, L2 = 0.01f), CustomLoss]
public partial class PooledCritic;

/// <summary>From noise to points of the plane.</summary>
[Network(4)]
[Dense(24), ReLU]
[Dense(24), ReLU]
[Dense(2), CustomLoss]
public partial class PointGenerator;

/// <summary>Whether a point is a real one.</summary>
[Network(2)]
[Dense(24), LeakyReLU(0.2f)]
[Dense(24), LeakyReLU(0.2f)]
[Dense(1), Sigmoid, BinaryCrossEntropy]
public partial class PointDiscriminator;

/// <summary>The same with a loss of the program's own.</summary>
[Network(2)]
[Dense(24), LeakyReLU(0.2f)]
[Dense(24), LeakyReLU(0.2f)]
[Dense(1), CustomLoss]
public partial class PointCritic;

/// <summary>Scores that are a matrix times the input.</summary>
[Network(5)]
[Dense(3), SoftmaxCrossEntropy]
public partial class LinearScores;

/// <summary>A small network for images.</summary>
[Network(8, 8, 3)]
[Conv2D(16, 3, Pad = 1), ReLU, MaxPool2D(2)]
[Conv2D(16, 3, Pad = 1), BatchNorm, ReLU]
[Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class SmallClassifier;
