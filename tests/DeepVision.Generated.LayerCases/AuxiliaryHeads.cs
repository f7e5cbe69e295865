namespace DeepVision.Generated.LayerCases;

// Losses beside the one that predicts: behind paths of their own, before and behind it, with weights.

[Network(9, 11, 3)]
[Conv2D(8, 3, Bias = false), BatchNorm, ReLU(Name = "stem")]
[Conv2D(12, 3, Stride = 2), ReLU, GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
[From("stem"), AvgPool2D(3)]
[Conv2D(6, 1), BatchNorm, ReLU, Flatten]
[Dense(16), Dropout(0.4f)]
[Dense(5), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true, Name = "middle")]
public partial class AuxiliaryHead;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU, MaxPool2D(2, Name = "low")]
[Flatten, Dense(4), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true, ClassWeights = [1f, 0.5f, 2f, 1f])]
[From("low"), Conv2D(16, 3), BatchNorm, ReLU(Name = "high")]
[Flatten, Dropout(0.3f), Dense(4), SoftmaxCrossEntropy(Weight = 0.6f, ClassWeights = [0.5f, 1f, 4f, 1f])]
[From("high"), GlobalAvgPool2D, BatchNorm]
[Dense(4), SoftmaxCrossEntropy(Weight = 0.2f, TrainingOnly = true, LabelSmoothing = 0.1f)]
public partial class TwoAuxiliaryHeads;

[Network(23)]
[Dense(16), Tanh(Name = "hidden")]
[Dense(7), BatchNorm, Dropout(0.3f), Huber(0.2f, Weight = 0.5f, TrainingOnly = true)]
[From("hidden"), Dense(12), Tanh]
[Dense(7), MeanSquaredError(Weight = 2)]
public partial class AuxiliaryRegression;

[Network(5, 4, 3)]
[Conv2D(8, 3), ReLU, Flatten(Name = "vector")]
[Dense(6, Name = "scores"), Sigmoid, BinaryCrossEntropy]
[From("vector"), Dense(6), BatchNorm, Sigmoid, BinaryCrossEntropy(Weight = 0.25f, TrainingOnly = true)]
[From("scores"), Tanh, Dropout(0.3f), Dense(6), Sigmoid, BinaryCrossEntropy(Weight = 0.5f, TrainingOnly = true)]
public partial class AuxiliaryBinary;

[Network(4, 5, 3)]
[Conv2D(4, 2), Flatten(Name = "vector"), MeanSquaredError(Weight = 0.5f, TrainingOnly = true)]
[From("vector"), Dense(48), MeanSquaredError]
public partial class AuxiliaryLossOfFlatten;

[Network(23)]
[Dense(16), ReLU]
[Dense(5, Name = "scores"), SoftmaxCrossEntropy]
[From("scores"), SoftmaxCrossEntropy(LabelSmoothing = 0.2f, Weight = 0.5f, TrainingOnly = true)]
public partial class AuxiliaryHeadOnScores;
