namespace DeepVision.Generated.LayerCases;

// Penalties on what layers give: where a kernel would end later without them, on images with padded channels and on vectors, in a block, in
// front of the sigmoid that belongs to a loss, beside losses whose mean is over other things than samples.

[Network(9, 8, 2)]
[Conv2D(5, 3), ReLU, ActivityPenalty(L1 = 0.02f), MaxPool2D(2)]
[Flatten, ActivityPenalty(L2 = 0.01f)]
[Dense(7), Tanh, ActivityPenalty(L1 = 0.01f, L2 = 0.03f)]
[Dense(4), SoftmaxCrossEntropy(ClassWeights = [0.5f, 1f, 2f, 1f])]
public partial class PenalisedActivities;

/// <summary>A layer that says little at a time.</summary>
public sealed class SparseCode(int units, float sparsity) : Block(
    new Dense(units), new Softsign(), new ActivityPenalty { L1 = sparsity / 2 });

[Network(6, 5, 3)]
[Conv2D(19, 3, Bias = false), BatchNorm, ActivityPenalty(L2 = 0.05f), ReLU]
[Flatten]
[SparseCode(17, 0.1f, Times = 2)]
[Dense(3), ActivityPenalty(L2 = 0.1f), Sigmoid, ActivityPenalty(L1 = 0.1f), BinaryCrossEntropy]
public partial class PenaltiesInBlocksAndOnAnswers;

[Network(6, 7, 2)]
[Conv2D(5, 3, Pad = 1), ELU, ActivityPenalty(L2 = 0.01f)]
[Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = 1)]
public partial class PenaltyInFrontOfPixels;

[Network(7)]
[Input("more", 4)]
[Dense(9, Name = "first"), Tanh]
[Concat("more"), ActivityPenalty(L1 = 0.05f, L2 = 0.02f)]
[Dense(6, Name = "shared")]
[Dense(3), SoftmaxCrossEntropy(Name = "Kind", Weight = 0.5f)]
[From("shared"), Dense(2), MeanSquaredError(Name = "Place")]
[From("first"), ActivityPenalty(L2 = 0.02f)]
public partial class PenaltiesBesideSeveralHeads;
