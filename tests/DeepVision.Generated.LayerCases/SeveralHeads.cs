namespace DeepVision.Generated.LayerCases;

// Several losses that predict, each behind a path of its own and with a name.

[Network(9, 11, 3)]
[Conv2D(8, 3, Bias = false), BatchNorm, ReLU(Name = "stem")]
[Conv2D(12, 3, Stride = 2), ReLU, GlobalAvgPool2D(Name = "features")]
[Dense(5), SoftmaxCrossEntropy(Name = "Digit")]
[From("features"), Dense(8), ReLU]
[Dense(4), Huber(0.2f, Name = "Box", Weight = 0.5f)]
[From("stem"), AvgPool2D(3), Flatten]
[Dense(3), Sigmoid, BinaryCrossEntropy(Name = "Tags", Weight = 2)]
public partial class ThreeHeads;

[Network(23)]
[Input("tokens", 7)]
[Dense(16), Tanh(Name = "hidden")]
[Dense(5), MeanAbsoluteError(Name = "numbers")]
[From("hidden"), BatchNorm, Dropout(0.3f)]
[Dense(4), SoftmaxCrossEntropy(Name = "kind", ClassWeights = [0.5f, 1f, 4f, 1f], LabelSmoothing = 0.1f)]
[From("hidden"), Dense(4), SoftmaxCrossEntropy(TrainingOnly = true, Weight = 0.3f)]
[Dense(1, Input = "tokens"), MeanSquaredError(Name = "age", Weight = 0.25f)]
public partial class HeadsAndInputs;

[Network(5, 4, 3)]
[Conv2D(8, 3, Pad = 1), ReLU(Name = "low")]
[Conv2D(2, 1), MeanSquaredError(Name = "Picture")]
[From("low"), Flatten, Dense(3, Name = "scores"), SoftmaxCrossEntropy(Name = "Kind")]
[From("scores"), Huber(Name = "Numbers")]
public partial class ImageHead;
