namespace DeepVision.Generated.LayerCases;

// Kernel shapes, paddings and channel counts, stride 1.

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(7, 1)]
[Flatten, MeanSquaredError]
public partial class Conv1x1;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[Conv2D(48, 1)]
[Flatten, MeanSquaredError]
public partial class Conv1x1Wide;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 2)]
[Flatten, MeanSquaredError]
public partial class Conv2x2;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv2x2Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3)]
[Flatten, MeanSquaredError]
public partial class Conv3x3;

[Network(9, 11, 3)]
[Conv2D(5, 1)]
[Conv2D(17, 3)]
[Flatten, MeanSquaredError]
public partial class Conv3x3OddChannels;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv3x3Same;

[Network(9, 11, 3)]
[Conv2D(33, 1)]
[Conv2D(7, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv3x3SameOddChannels;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class Conv3x3Pad1;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Pad = 2)]
[Flatten, MeanSquaredError]
public partial class Conv3x3Pad2;

[Network(9, 11, 3)]
[Conv2D(16, 1, Bias = false)]
[Conv2D(16, 3, Bias = false)]
[Flatten]
[Dense(5, Bias = false), SoftmaxCrossEntropy]
public partial class Conv3x3NoBias;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 5)]
[Flatten, MeanSquaredError]
public partial class Conv5x5;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 5, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv5x5Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(6, 4, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv4x4Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, 5)]
[Flatten, MeanSquaredError]
public partial class Conv3x5;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, 5, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv3x5Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 5, 3, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class Conv5x3Pad1;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 1, 7, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv1x7;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 7, 1, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Conv7x1;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(12, 9, 11)]
[Flatten, MeanSquaredError]
public partial class ConvAsLargeAsImage;

[Network(5, 4, 3)]
[Conv2D(16, 1)]
[Conv2D(4, 7, Pad = 3)]
[Flatten, MeanSquaredError]
public partial class ConvLargerThanImage;

[Network(1, 1, 6)]
[Conv2D(16, 1)]
[Conv2D(9, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvOnOnePixel;
