namespace DeepVision.Generated.LayerCases;

// Another padding on each side, in each kind of kernel. More above and on the left than below and on the right, which Padding.Same never has.

[Network(7, 9, 3)]
[Conv2D(8, 3, Pads = [2, 1, 0, 0]), ReLU]
[Conv2D(6, 3, Pads = [0, 2, 1, 0]), Tanh]
[Conv2D(4, 1), Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class PadsSpatial;

[Network(9, 8, 3)]
[Conv2D(8, 5, 3, Pads = [3, 0, 1, 2], Stride = 2), ReLU]
[Conv2D(8, 3, Pads = [1, 2, 0, 1], Stride = 2), ReLU]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class PadsStrided;

[Network(8, 9, 3)]
[Conv2D(8, 3, Pads = [3, 1, 0, 2], Dilation = 2), Tanh]
[Conv2D(8, 2, 3, Pads = [0, 3, 2, 0], Dilation = 2, Groups = 2), ReLU]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class PadsDilated;

// Wider than the kernel: some outputs see nothing but zeros.
[Network(5, 6, 3)]
[Conv2D(8, 3, Pads = [4, 0, 0, 5]), Tanh]
[Conv2D(8, 3, Pads = [0, 4, 4, 0]), Tanh]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PadsWiderThanTheKernel;

[Network(13, 12, 3)]
[Conv2D(32, 3), ReLU]
[Conv2D(32, 3, Pads = [2, 0, 1, 1]), ReLU]
[Conv2D(48, 3, Pads = [0, 2, 0, 1]), ReLU]
[Conv2D(32, 3, Pads = [3, 1, 0, 0]), MaxPool2D(2)]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PadsWinograd;

[Network(8, 9, 3)]
[Conv2D(16, 3), ReLU]
[DepthwiseConv2D(3, Pads = [2, 0, 0, 1]), ReLU]
[DepthwiseConv2D(3, Pads = [0, 1, 2, 0], Stride = 2), ReLU]
[SeparableConv2D(8, 3, Pads = [1, 2, 0, 0]), ReLU]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PadsDepthwise;

[Network(8, 9, 3)]
[Conv2D(16, 3, Groups = 1), ReLU]
[Conv2D(16, 3, Groups = 4, Pads = [2, 0, 1, 0]), ReLU]
[Conv2D(32, 3, Groups = 2, Pads = [0, 2, 0, 1], Stride = 2), ReLU]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PadsGrouped;

[Network(4, 5, 3)]
[ConvTranspose2D(8, 3, Stride = 2, Pads = [2, 0, 0, 1]), ReLU]
[ConvTranspose2D(4, 4, Stride = 2, Pads = [0, 3, 1, 0], OutputPadding = 1), Tanh]
[GlobalAvgPool2D, Dense(4), SoftmaxCrossEntropy]
public partial class PadsTransposed;

[Network(9, 8, 3)]
[Conv2D(8, 3), ReLU, MaxPool2D(3, Stride = 2, Pads = [1, 0, 0, 1])]
[Conv2D(8, 1), MaxPool2D(2, Stride = 1, Pads = [1, 1, 0, 0])]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class PadsMaxPool;

[Network(9, 8, 3)]
[Conv2D(8, 3), Tanh, AvgPool2D(3, Stride = 2, Pads = [1, 0, 0, 1])]
[Conv2D(8, 1), AvgPool2D(3, 2, Stride = 2, Pads = [0, 1, 1, 0], CeilMode = true)]
[Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class PadsAveragePool;
