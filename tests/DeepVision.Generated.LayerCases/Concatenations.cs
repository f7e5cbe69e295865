using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Operands of a concatenation that fill whole vectors are written where they belong, whoever makes them and whoever else reads them, and the parts of its
// gradient are read where they lie. Every kernel that can work among the channels of others does it here, and some that can't.

// As in U-Net: what is pooled is joined further up, beside a transposed convolution with a bias. Convolutions by Winograd's algorithm write and read.
[Network(16, 16, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, Conv2D(32, 3, Padding = Padding.Same), ReLU(Name = "fine")]
[MaxPool2D(2), Conv2D(48, 3, Padding = Padding.Same), ReLU(Name = "coarse")]
[MaxPool2D(2), Conv2D(32, 3, Padding = Padding.Same), ReLU, ConvTranspose2D(16, 2, Stride = 2)]
[Concat("coarse"), Conv2D(32, 3, Padding = Padding.Same), ReLU, ConvTranspose2D(32, 2, Stride = 2, Bias = false)]
[Concat("fine"), Conv2D(32, 3, Padding = Padding.Same), ReLU, Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = 255)]
public partial class ConcatAcrossScales;

// As in DenseNet: each concatenation lies in the next one, and all are normalised by batches. Poolings with overlap and without write the first operands.
[Network(11, 11, 3)]
[Conv2D(16, 3, Bias = false), BatchNorm, ReLU, MaxPool2D(3, Stride = 2, Pad = 1, Name = "pooled")]
[BatchNorm, ReLU, Conv2D(32, 1, Bias = false), BatchNorm, ReLU, Conv2D(16, 3, Pad = 1, Bias = false), Concat("pooled", Name = "first")]
[BatchNorm, ReLU, Conv2D(32, 1, Bias = false), BatchNorm, LeakyReLU(0.1f), Conv2D(16, 3, Pad = 1, Bias = false), Concat("first", Name = "second")]
[BatchNorm, Conv2D(16, 1, Bias = false), Concat("second"), BatchNorm, ReLU, Conv2D(32, 1), AvgPool2D(2, Name = "half")]
[Conv2D(16, 1), ReLU, Concat("half"), BatchNorm, ReLU, GlobalAvgPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class ConcatOfConcats;

// Convolutions that are printed: 3×3, 5×5 with a stride, dilated; fused activations and others behind them. Both operands of the last have gradients of a ReLU's and a Tanh's output.
[Network(8, 10, 16)]
[Branch, Conv2D(16, 3, Padding = Padding.Same), ReLU]
[Branch, Conv2D(32, 3, Pad = 2, Dilation = 2), Sigmoid]
[Branch, Conv2D(16, 1), Tanh]
[Concat(Name = "all")]
[Branch, Conv2D(16, 5, Stride = 2, Pad = 2), LeakyReLU(0.2f)]
[Branch, Conv2D(16, 5, Stride = 2, Pad = 2), GELU]
[Branch, MaxPool2D(2), ReLU6]
[Branch, AvgPool2D(2), ReLU, Conv2D(16, 1), ReLU]
[Concat, Conv2D(8, 3), Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class ConcatOfSpatialConvolutions;

// Images enlarged, cut and padded, read by others too.
[Network(6, 7, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "small")]
[Upsample2D(2, Interpolation = Interpolation.Bilinear, Name = "smooth"), Conv2D(16, 3, Padding = Padding.Same), ReLU, Crop2D(1, Name = "cut")]
[From("small"), Upsample2D(2, Interpolation = Interpolation.Nearest, Name = "blocks"), Concat("smooth", Name = "large"), Crop2D(1)]
[Concat("cut", Name = "inner"), ZeroPad2D(1), Concat("large"), Conv2D(4, 3), ReLU]
[Concat("inner"), Conv2D(3, 1), Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class ConcatOfMovedImages;

// Sums as operands, and operands in sums; a gradient of three terms, a value that stands twice in a concatenation, and one in two of them.
[Network(7, 8, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "stem")]
[Conv2D(16, 3, Padding = Padding.Same), Add("stem"), Tanh(Name = "sum")]
[Conv2D(16, 1, Name = "plain"), Add("sum", "stem"), ReLU(Name = "three")]
[Concat("sum", "three", "stem", Name = "joined"), Conv2D(16, 1), ReLU, Concat("three", "plain"), Conv2D(8, 3), ReLU, Flatten(Name = "left")]
[From("joined"), Conv2D(8, 3), Flatten, Add("left"), Dense(4), SoftmaxCrossEntropy]
public partial class ConcatOfSums;

// What some of their readers can't read there lies by itself: normalisations of samples, depthwise convolutions, dropouts, dense layers, gates.
[Network(6, 6, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "a"), GroupNorm(4, Name = "b"), DepthwiseConv2D(3, Pad = 1), ReLU(Name = "c"), Dropout(0.2f, Name = "d")]
[Conv2D(16, 1), PReLU(Name = "e"), GlobalAvgPool2D, Dense(16), Sigmoid, Multiply("e", Name = "f"), Conv2D(16, 1, Name = "g"), Flatten(Name = "vector"), Dense(16, Name = "h")]
[From("g"), Concat("a", "b", "c", "d", "e", "f"), Conv2D(32, 1, Name = "i"), Flatten, Concat("h", "vector"), Dense(4), SoftmaxCrossEntropy]
public partial class ConcatOfWhatOthersReadWhole;

// Frozen layers normalise by running statistics, and pass gradients on to layers that learn.
[Network(6, 6, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "trunk"), Conv2D(16, 1), BatchNorm(Frozen = true), ReLU(Name = "normalised")]
[From("trunk"), Conv2D(32, 3, Padding = Padding.Same, Frozen = true), BatchNorm(Frozen = true), Concat("normalised", "trunk")]
[BatchNorm(Frozen = true), Conv2D(4, 1), Flatten, Dense(4), SoftmaxCrossEntropy]
public partial class ConcatOfFrozenLayers;

// Each image of a sequence by itself.
[Network(3, 8, 8, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "wide"), MaxPool2D(2), Conv2D(16, 3, Padding = Padding.Same), BatchNorm, ReLU, Upsample2D(2), Concat("wide")]
[Conv2D(8, 3), ReLU, GlobalAvgPool2D, LSTM(6), Dense(3), SoftmaxCrossEntropy]
public partial class ConcatInVideos;

// The same kernels where several workers share them.
[SharesKernels]
[Network(12, 12, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU(Name = "fine"), MaxPool2D(2), Conv2D(32, 3, Padding = Padding.Same), BatchNorm, ReLU(Name = "coarse")]
[AvgPool2D(3, Stride = 1, Pad = 1, Name = "mean"), Conv2D(16, 5, Pad = 2), Tanh, Concat("coarse", "mean", Name = "joined")]
[BatchNorm, ReLU, Conv2D(16, 3, Padding = Padding.Same), Concat("joined"), Conv2D(32, 1), ReLU]
[ConvTranspose2D(32, 2, Stride = 2), Concat("fine"), Conv2D(3, 3), SoftmaxCrossEntropy]
public partial class SharedConcatAcrossScales;
