namespace DeepVision.Generated.LayerCases;

// Inputs beside the network's own: vectors and images, read by From, Input and joins, padded and as they come.

[Network(9, 7, 3)]
[Input("tokens", 12)]
[Conv2D(8, 3), ReLU, GlobalAvgPool2D(Name = "picture")]
[From("tokens"), Dense(6), Tanh]
[Concat("picture")]
[Dense(5), SoftmaxCrossEntropy]
public partial class ImageAndVector;

[Network(5)]
[Input("map", 8, 8, 2)]
[Input("more", 3)]
[Dense(16), ReLU(Name = "own")]
[Conv2D(6, 3, Input = "map", Pad = 1), BatchNorm, ReLU, Flatten, Dense(16)]
[Add("own"), Dropout(0.3f)]
[Concat("more", "input")]
[Dense(2), MeanSquaredError]
public partial class VectorAndImage;

[Network(6, 6, 3)]
[Input("second", 6, 6, 3)]
[Add("second"), BatchNorm]
[Conv2D(16, 3), ReLU, Flatten]
[Dense(1), Sigmoid, BinaryCrossEntropy]
public partial class SumOfInputs;

// One tower for both images would need shared weights; here each has its own.
[Network(4, 6)]
[Input("other", 4, 6)]
[Flatten, Dense(8), ReLU(Name = "left")]
[Flatten(Input = "other"), Dense(8), ReLU]
[Multiply("left"), Dense(4), SoftmaxCrossEntropy(Name = "Answer", ClassWeights = [1f, 2f, 0.5f, 1f], Weight = 0.5f)]
public partial class TwoSequences;
