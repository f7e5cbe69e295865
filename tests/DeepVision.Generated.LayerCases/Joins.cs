namespace DeepVision.Generated.LayerCases;

// Several values become one: channel counts that fill vectors and that don't, images, sequences and vectors, values that are
// read twice, and more operands than a launch on a graphics processor takes.

[Network(6, 7, 3)]
[Branch, Conv2D(3, 3)]
[Branch, Conv2D(5, 3), Tanh]
[Concat, Conv2D(7, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class Concat3And5;

[Network(6, 7, 3)]
[Conv2D(12, 3), ReLU]
[Branch, Conv2D(16, 1), ReLU]
[Branch, Conv2D(24, 3, Padding = Padding.Same), ReLU]
[Branch, MaxPool2D(3, Stride = 1, Padding = Padding.Same), Conv2D(5, 1)]
[Concat, Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class InceptionModule;

// Whole vectors of channels: what makes the operands of the concatenation writes them where they belong, but for the last branch.
[Network(8, 8, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU]
[Branch, Conv2D(32, 1), BatchNorm, ReLU]
[Branch, Conv2D(48, 3, Padding = Padding.Same), BatchNorm]
[Branch, MaxPool2D(3, Stride = 1, Pad = 1)]
[Concat, Conv2D(8, 1)]
[Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class ConcatInPlace;

[Network(6, 7, 3)]
[Conv2D(16, 3)]
[Branch]
[Branch, Conv2D(32, 1), BatchNorm, ReLU]
[Concat, BatchNorm, ReLU, Conv2D(16, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class Concat16And32;

[Network(5, 6, 3)]
[Conv2D(8, 1, Name = "first"), BatchNorm, ReLU, Conv2D(4, 3, Padding = Padding.Same)]
[Concat("first", Name = "second"), BatchNorm, ReLU, Conv2D(4, 3, Padding = Padding.Same)]
[Concat("second"), BatchNorm, ReLU, GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class DenselyConnected;

[Network(5, 6, 3)]
[Conv2D(9, 3, Padding = Padding.Same)]
[Concat("input"), Conv2D(6, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatWithInput;

[Network(5, 6, 3)]
[Conv2D(5, 3, Name = "twice"), Concat("twice"), ReLU, Conv2D(4, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatWithItself;

[Network(4, 5, 3)]
[Conv2D(4, 3), Flatten(Name = "vector"), Dense(24)]
[Add("vector"), Tanh]
[Dense(5), SoftmaxCrossEntropy]
public partial class FlattenIntoDenseAndAdd;

[Network(4, 5, 3)]
[Conv2D(4, 3), ReLU, Flatten(Name = "vector"), Tanh, Dropout(0.3f), Dense(6, Name = "six")]
[From("vector"), Dense(3)]
[Concat("six", "vector"), Dense(5), SoftmaxCrossEntropy]
public partial class FlattenIntoTwoDenseAndConcat;

[Network(19)]
[Branch, Dense(24), ReLU]
[Branch, Dense(3)]
[Branch]
[Concat, Dense(16)]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatVectors;

[Network(6, 5)]
[Branch, Tanh]
[Branch, Softmax]
[Concat, Sigmoid, Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatSequences;

[Network(4, 4, 2)]
[Conv2D(3, 1, Name = "a"), ReLU]
[Concat("a", "a", "a", "a", "a", "a", "a", "a", "a"), Conv2D(4, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatTen;

[Network(6, 7, 3)]
[Conv2D(24, 3)]
[Branch, Conv2D(24, 3, Padding = Padding.Same), BatchNorm, ReLU]
[Branch]
[Add, ReLU, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class AddBehindReLU;

[Network(4, 4, 2)]
[Conv2D(5, 1, Name = "a"), Tanh]
[Add("a", "a", "a", "a", "a", "a", "a", "a", "a"), Conv2D(4, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class AddTen;

[Network(6, 7, 3)]
[Conv2D(16, 3)]
[Branch, Conv2D(16, 3, Padding = Padding.Same), ReLU]
[Branch, MaxPool2D(3, Stride = 1, Padding = Padding.Same)]
[Average, ReLU, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class AverageOfTwo;

[Network(6, 7, 3)]
[Branch, Conv2D(5, 3)]
[Branch, Conv2D(5, 3), Tanh]
[Branch, Conv2D(5, 3), Sigmoid]
[Average, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class AverageOfThree;

[Network(6, 7, 3)]
[Branch, Conv2D(24, 3)]
[Branch, Conv2D(24, 3), Tanh]
[Maximum, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class MaximumOfTwo;

[Network(13)]
[Branch, Dense(17)]
[Branch, Dense(17)]
[Branch, Dense(17)]
[Maximum, BatchNorm, Dense(9)]
[Dense(5), SoftmaxCrossEntropy]
public partial class Maxout;

[Network(4, 4, 2)]
[Conv2D(5, 1, Name = "a"), Tanh, Conv2D(5, 1, Name = "b"), Tanh]
[Maximum("a", "b", "a", "b", "a", "b", "a", "b", "a"), Conv2D(4, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class MaximumOfTen;

[Network(6, 7, 3)]
[Branch, Conv2D(24, 3)]
[Branch, Conv2D(24, 3), Sigmoid]
[Multiply, Conv2D(8, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GatedLinearUnit;

[Network(13)]
[Branch, Dense(17)]
[Branch, Dense(17), Tanh]
[Branch, Dense(17), Sigmoid]
[Multiply, Dense(9)]
[Dense(5), SoftmaxCrossEntropy]
public partial class MultiplyOfThree;

[Network(6, 7, 3)]
[Conv2D(5, 3, Name = "x"), Multiply("x"), Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class Square;

[Network(6, 7, 3)]
[Conv2D(24, 3), ReLU]
[Branch]
[Branch, GlobalAvgPool2D, Dense(6), ReLU, Dense(24), Sigmoid]
[Multiply, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SqueezeAndExcitation;

[Network(6, 7, 3)]
[Conv2D(16, 3), ReLU]
[Branch, AvgPool2D(4, 5), Conv2D(16, 1), Sigmoid]
[Branch, Conv2D(16, 3, Padding = Padding.Same)]
[Multiply, BatchNorm, ReLU, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GateOfChannelsFirst;

[Network(6, 7, 3)]
[Conv2D(21, 3)]
[Branch]
[Branch, Conv2D(1, 3, Padding = Padding.Same), Sigmoid]
[Multiply, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class AttentionGate;

[Network(6, 7, 3)]
[Conv2D(48, 3)]
[Branch, Conv2D(1, 1), Sigmoid]
[Branch, ReLU]
[Multiply, Conv2D(8, 1)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class GateOfPixelsFirst;

[Network(6, 7, 3)]
[Multiply("input"), Conv2D(5, 3), Conv2D(3, 1, Name = "gate"), Sigmoid]
[GlobalAvgPool2D]
[Multiply("input"), Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class MultipliedInput;
