namespace DeepVision.Generated.LayerCases;

// Losses that compare the samples of a batch.

[Network(23)]
[Dense(16), Tanh]
[Dense(5), Contrastive]
public partial class ContrastiveVectors;

[Network(9, 11, 3)]
[Conv2D(8, 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool2D]
[Dense(19), L2Normalize, Contrastive(0.5f)]
public partial class ContrastiveOfImages;

[Network(23)]
[Dense(16), Tanh]
[Dense(5), Triplet]
public partial class TripletBatchHard;

[Network(9, 11, 3)]
[Conv2D(8, 3), ReLU, Flatten, Dropout(0.2f)]
[Dense(5), Triplet(1f, Mining = TripletMining.BatchAll)]
public partial class TripletBatchAll;

[Network(23)]
[Dense(16), Tanh]
[Dense(5), L2Normalize, Triplet(0.3f, Mining = TripletMining.SemiHard)]
public partial class TripletSemiHard;

[Network(23)]
[Dense(16), Tanh(Name = "hidden")]
[Dense(5), Triplet]
[From("hidden"), Dense(5), BatchNorm, Contrastive(TrainingOnly = true, Weight = 0.5f)]
public partial class TripletHelped;
