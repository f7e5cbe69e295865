namespace DeepVision.Generated.LayerCases;

// Strides and dilations.

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class ConvStride2;

[Network(8, 10, 3)]
[Conv2D(16, 1)]
[Conv2D(16, 3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class ConvStride2EvenSize;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvStride2Same;

[Network(8, 10, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvStride2SameEvenSize;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(17, 3, Stride = 2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class ConvStride2Pad1;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 3)]
[Flatten, MeanSquaredError]
public partial class ConvStride3;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 5, Stride = 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvStride3Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(24, 1, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class Conv1x1Stride2;

// Rows and columns behind the last tap, and channels that don't fill vectors.
[Network(9, 12, 3)]
[Conv2D(20, 1), LeakyReLU(0.2f)]
[Conv2D(24, 1, Stride = 3)]
[Flatten, MeanSquaredError]
public partial class Conv1x1Stride3;

// Both paths read the same value: what one of them gives the pixels that the other leaves out comes through.
[Network(8, 10, 3)]
[Conv2D(20, 1), ReLU6]
[Branch, Conv2D(24, 1, Stride = 2)]
[Branch, Conv2D(24, 3, Stride = 2, Pad = 1)]
[Add]
[Flatten, MeanSquaredError]
public partial class Conv1x1Stride2Shortcut;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 2, Stride = 3)]
[Flatten, MeanSquaredError]
public partial class Conv2x2Stride3;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 5, Stride = 2, Pad = 2)]
[Flatten, MeanSquaredError]
public partial class Conv5x5Stride2Pad2;

[Network(23, 21, 3)]
[Conv2D(4, 1)]
[Conv2D(8, 11, Stride = 4, Pad = 2)]
[Flatten, MeanSquaredError]
public partial class Conv11x11Stride4;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Dilation = 2)]
[Flatten, MeanSquaredError]
public partial class ConvDilation2;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Dilation = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvDilation2Same;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Dilation = 3, Pad = 2)]
[Flatten, MeanSquaredError]
public partial class ConvDilation3Pad2;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 2, 4, Dilation = 2)]
[Flatten, MeanSquaredError]
public partial class ConvDilation2Rectangular;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 2, Dilation = 2, Pad = 2)]
[Flatten, MeanSquaredError]
public partial class ConvStride2Dilation2;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[Conv2D(8, 3, Stride = 2, Dilation = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class ConvStride2Dilation2Same;
