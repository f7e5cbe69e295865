namespace DeepVision.Generated.LayerCases;

// Pooling behind a convolution without an activation.

[Network(8, 10, 3)]
[Conv2D(16, 1)]
[MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class MaxPool2;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class MaxPool2Remainder;

[Network(9, 12, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3)]
[Flatten, MeanSquaredError]
public partial class MaxPool3;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride2;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 1, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride1Same;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class MaxPool2Same;

[Network(8, 10, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride2Same;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class MaxPool2Pad1;

[Network(8, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride2Pad1;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class MaxPool2Ceil;

[Network(8, 10, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 2, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride2Ceil;

[Network(8, 9, 3)]
[Conv2D(12, 2)]
[MaxPool2D(3, Stride = 2, Pad = 1, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class MaxPool3Stride2Pad1Ceil;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2, 3)]
[Flatten, MeanSquaredError]
public partial class MaxPool2x3;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[MaxPool2D(2, Stride = 3)]
[Flatten, MeanSquaredError]
public partial class MaxPool2Stride3;

[Network(8, 10, 3)]
[Conv2D(16, 1)]
[AvgPool2D(2)]
[Flatten, MeanSquaredError]
public partial class AvgPool2;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2)]
[Flatten, MeanSquaredError]
public partial class AvgPool2Remainder;

[Network(9, 12, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3)]
[Flatten, MeanSquaredError]
public partial class AvgPool3;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride2;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 1, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride1Same;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class AvgPool2Same;

[Network(8, 10, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride2Same;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class AvgPool2Pad1;

[Network(8, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride2Pad1;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class AvgPool2Ceil;

[Network(8, 10, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 2, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride2Ceil;

[Network(8, 9, 3)]
[Conv2D(12, 2)]
[AvgPool2D(3, Stride = 2, Pad = 1, CeilMode = true)]
[Flatten, MeanSquaredError]
public partial class AvgPool3Stride2Pad1Ceil;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2, 3)]
[Flatten, MeanSquaredError]
public partial class AvgPool2x3;

[Network(9, 11, 3)]
[Conv2D(12, 2)]
[AvgPool2D(2, Stride = 3)]
[Flatten, MeanSquaredError]
public partial class AvgPool2Stride3;
