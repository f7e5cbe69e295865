namespace DeepVision.Generated.Tests.Losses;

[Network(4)]
[Dense(3), SoftmaxCrossEntropy(SoftTargets = true)]
public partial class SoftTargetNet;

[Network(4)]
[Dense(3), SoftmaxCrossEntropy]
public partial class LabelNet;

[Network(4)]
[Dense(3), Softmax, KLDivergence]
public partial class DivergenceNet;

[Network(4)]
[Dense(3), SoftmaxCrossEntropy(BalancedClasses = true)]
public partial class BalancedNet;

[Network(4)]
[Dense(3), SoftmaxCrossEntropy(ClassWeights = [20f / 30, 20f / 12, 20f / 18])]
public partial class BalancedByHand;

[Network(2, 2, 1)]
[Conv2D(3, 1), SoftmaxCrossEntropy(BalancedClasses = true, IgnoredLabel = 255)]
public partial class BalancedPixels;

[Network(2, 2, 1)]
[Conv2D(3, 1), SoftmaxCrossEntropy(ClassWeights = [7f / 6, 7f / 8, 1f], IgnoredLabel = 255)]
public partial class BalancedPixelsByHand;

[Network(4)]
[Dense(16), Tanh]
[Dense(2), Triplet(0.5f)]
public partial class TripletNet;

[Network(4)]
[Dense(16), Tanh]
[Dense(2), Contrastive]
public partial class ContrastiveNet;

[Network(8, 8, 1)]
[Conv2D(4, 3, Pad = 1), ReLU]
[Conv2D(1, 1), Sigmoid, Dice]
public partial class DiceNet;

[Network(4)]
[Dense(3), CosineSimilarity]
public partial class DirectionNet;
