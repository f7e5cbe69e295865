namespace DeepVision.Generated.LayerCases;

// Groups, from two to one per channel.

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Groups = 2)]
[Flatten, MeanSquaredError]
public partial class Groups2Of16;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Groups = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Groups2Of16Same;

[Network(9, 11, 3)]
[Conv2D(48, 1)]
[Conv2D(32, 3, Groups = 2, Stride = 2)]
[Flatten, MeanSquaredError]
public partial class Groups2Of24To16;

[Network(9, 11, 3)]
[Conv2D(15, 1)]
[Conv2D(9, 3, Groups = 3)]
[Flatten, MeanSquaredError]
public partial class Groups3OfOdd;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Groups = 4, Bias = false)]
[Flatten, MeanSquaredError]
public partial class Groups4Of8NoBias;

[Network(9, 11, 3)]
[Conv2D(20, 1)]
[Conv2D(10, 3, Groups = 5, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class Groups5Pad1;

[Network(9, 11, 3)]
[Conv2D(12, 1)]
[Conv2D(12, 3, Groups = 12)]
[Flatten, MeanSquaredError]
public partial class GroupsAsManyAsChannels;

[Network(9, 11, 3)]
[Conv2D(6, 1)]
[Conv2D(8, 3, Groups = 2, Dilation = 2)]
[Flatten, MeanSquaredError]
public partial class GroupsDilated;

[Network(9, 11, 3)]
[Conv2D(6, 3, Groups = 3)]
[Flatten, MeanSquaredError]
public partial class GroupsFirst;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[DepthwiseConv2D(3)]
[Flatten, MeanSquaredError]
public partial class Depthwise3x3;

[Network(9, 11, 3)]
[Conv2D(32, 1)]
[DepthwiseConv2D(3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Depthwise3x3Wide;

// Rows of one tile and of two, padded at both ends, at one, and not at all.
[Network(9, 14, 3)]
[Conv2D(24, 1), DepthwiseConv2D(3, Pad = 1), ReLU]
[DepthwiseConv2D(3, Stride = 2, Pad = 1), ReLU]
[DepthwiseConv2D(3, Pad = 1, Bias = false), Tanh]
[DepthwiseConv2D(3), Flatten, MeanSquaredError]
public partial class Depthwise3x3OfSevens;

[Network(9, 11, 3)]
[Conv2D(5, 1)]
[DepthwiseConv2D(3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class Depthwise3x3OddChannels;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[DepthwiseConv2D(3, 5, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class Depthwise3x5Pad1;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class DepthwiseStride2;

[Network(9, 11, 3)]
[Conv2D(16, 1)]
[DepthwiseConv2D(3, Dilation = 2)]
[Flatten, MeanSquaredError]
public partial class DepthwiseDilation2;

[Network(9, 11, 3)]
[Conv2D(8, 1)]
[DepthwiseConv2D(3, DepthMultiplier = 2)]
[Flatten, MeanSquaredError]
public partial class DepthwiseMultiplier2;

[Network(9, 11, 3)]
[Conv2D(7, 1)]
[DepthwiseConv2D(3, DepthMultiplier = 3, Bias = false)]
[Flatten, MeanSquaredError]
public partial class DepthwiseMultiplier3NoBias;

[Network(9, 11, 3)]
[DepthwiseConv2D(3, DepthMultiplier = 4)]
[Flatten, MeanSquaredError]
public partial class DepthwiseFirst;

[Network(9, 11, 3)]
[Conv2D(16, 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[DepthwiseConv2D(3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(24, 1, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class MobileBlock;
