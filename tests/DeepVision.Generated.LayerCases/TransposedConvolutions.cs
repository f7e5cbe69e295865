namespace DeepVision.Generated.LayerCases;

[Network(5, 6, 3)]
[Conv2D(7, 2)]
[ConvTranspose2D(5, 3, Stride = 2), ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConvTranspose;

[Network(5, 6, 3)]
[Conv2D(16, 2), ReLU]
[ConvTranspose2D(16, 3), Tanh]
[Conv2D(3, 3), MeanSquaredError]
public partial class ConvTransposeStride1;

[Network(4, 5, 3)]
[Conv2D(16, 1)]
[ConvTranspose2D(33, 4, 2, Stride = 2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class ConvTransposePadded;

[Network(4, 5, 3)]
[Conv2D(7, 1)]
[ConvTranspose2D(8, 3, Stride = 2, Pad = 1, OutputPadding = 1, Bias = false), ReLU]
[Flatten, MeanSquaredError]
public partial class ConvTransposeOutputPadding;

[Network(4, 5, 3)]
[Conv2D(7, 2)]
[ConvTranspose2D(6, 3, Stride = 2, Padding = Padding.Same), LeakyReLU(0.1f)]
[ConvTranspose2D(4, 2, Stride = 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvTransposeSame;

[Network(5, 4, 3)]
[Conv2D(7, 2)]
[ConvTranspose2D(6, 3, Dilation = 2, Stride = 3, OutputPadding = 2)]
[Flatten, MeanSquaredError]
public partial class ConvTransposeDilation2;

[Network(5, 4, 3)]
[Conv2D(32, 1)]
[ConvTranspose2D(32, 3, Stride = 2, Groups = 2)]
[Flatten, MeanSquaredError]
public partial class ConvTransposeGroups2Of16;

[Network(5, 4, 3)]
[Conv2D(6, 1)]
[ConvTranspose2D(9, 3, Stride = 2, Pad = 1, Groups = 3)]
[ConvTranspose2D(9, 2, Groups = 9)]
[Flatten, MeanSquaredError]
public partial class ConvTransposeOddGroups;

[Network(8, 9, 3)]
[Conv2D(32, 1), ReLU]
[ConvTranspose2D(48, 3, Pad = 1), ReLU]
[Conv2D(3, 1), MeanSquaredError]
public partial class ConvTransposeWinograd;

[Network(5, 6, 3)]
[ConvTranspose2D(8, 3, Stride = 2), ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstConvTranspose;

[Network(20)]
[Dense(24), Reshape(1, 1, 24)]
[ConvTranspose2D(10, 1), ReLU]
[ConvTranspose2D(16, 3)]
[ConvTranspose2D(2, 4, Stride = 2, Pad = 1), Sigmoid, BinaryCrossEntropy]
public partial class ConvTransposeOfOnePixel;
