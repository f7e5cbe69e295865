namespace DeepVision.Generated.LayerCases;

// Losses over probabilities of classes, with their options, over vectors and pixels.

[Network(23)]
[Dense(16), Tanh]
[Dense(5), SoftmaxCrossEntropy(SoftTargets = true)]
public partial class SoftTargetsOfClasses;

[Network(9, 11, 3)]
[Conv2D(16, 3), ReLU]
[Conv2D(37, 1), GlobalAvgPool2D, SoftmaxCrossEntropy(SoftTargets = true, LabelSmoothing = 0.2f)]
public partial class SoftTargetsSmoothed;

[Network(23)]
[Dense(16), Tanh]
[Dense(3), SoftmaxCrossEntropy(SoftTargets = true, LabelSmoothing = 0.1f, ClassWeights = [0.5f, 1f, 4f])]
public partial class SoftTargetsWeighted;

[Network(23)]
[Dense(16), Tanh]
[Dense(5), Softmax, KLDivergence]
public partial class DivergenceBehindSoftmax;

[Network(23)]
[Dense(16), Tanh]
[Dense(19), LogSoftmax, KLDivergence]
public partial class DivergenceBehindLogSoftmax;

[Network(23)]
[Dense(16), Tanh]
[Dense(5), SoftmaxFocalCrossEntropy]
public partial class FocalOfClasses;

[Network(23)]
[Dense(16), Tanh]
[Dense(37), SoftmaxFocalCrossEntropy(0.5f)]
public partial class FocalOfManyClasses;

[Network(23)]
[Dense(16), Tanh]
[Dense(3), SoftmaxFocalCrossEntropy(3f, ClassWeights = [0.5f, 1f, 4f])]
public partial class FocalWeighted;

[Network(9, 11, 3)]
[Conv2D(16, 3), ReLU]
[Conv2D(5, 1), SoftmaxFocalCrossEntropy(IgnoredLabel = 255)]
public partial class FocalOfPixels;

[Network(23)]
[Dense(16), Tanh]
[Dense(7), Sigmoid, BinaryFocalCrossEntropy]
public partial class BinaryFocal;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(2, 1), Sigmoid, BinaryFocalCrossEntropy(0.5f, Alpha = 0.6f)]
public partial class BinaryFocalOfPixels;

[Network(23)]
[Dense(16), Tanh]
[Dense(3), SoftmaxCrossEntropy(BalancedClasses = true)]
public partial class BalancedBeforeTraining;

[Network(23)]
[Dense(16), Tanh(Name = "hidden")]
[Dense(4), SoftmaxCrossEntropy(Name = "Kind", SoftTargets = true)]
[From("hidden"), Dense(3), Softmax, KLDivergence(Name = "Teacher", Weight = 0.5f)]
[From("hidden"), Dense(5), CosineSimilarity(Name = "Direction")]
[From("hidden"), Dense(4), SoftmaxCrossEntropy(SoftTargets = true, LabelSmoothing = 0.1f, TrainingOnly = true, Weight = 0.3f)]
public partial class SoftHeads;
