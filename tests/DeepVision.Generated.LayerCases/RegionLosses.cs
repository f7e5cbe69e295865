namespace DeepVision.Generated.LayerCases;

// Losses that need all values of a sample: directions, and regions of pixels.

[Network(23)]
[Dense(16), Tanh]
[Dense(7), CosineSimilarity]
public partial class CosineOfVectors;

[Network(9, 11, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(19, 1), CosineSimilarity]
public partial class CosineOfPixels;

[Network(23)]
[Dense(16), Tanh]
[Dense(19), Sigmoid, Dice]
public partial class DiceOfVectors;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(1, 1), Sigmoid, Dice(0.1f)]
public partial class DiceOfOneChannel;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(18, 1), Sigmoid, Dice]
public partial class DiceOfChannels;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(3, 1), Dice]
public partial class DiceOfClasses;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(20, 1), Dice(0.5f, IgnoredLabel = 1)]
public partial class DiceOfManyClasses;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(3, 1, Name = "scores"), SoftmaxCrossEntropy]
[From("scores"), Dice(TrainingOnly = true, Weight = 0.5f)]
public partial class DiceBesideCrossEntropy;
