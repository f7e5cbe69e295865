using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Convolutions of stride 2 with enough channels and pixels for Winograd's algorithm: whole tiles and tiles that overhang, even and odd
// sizes, padding on either side, and everything that fuses.

[Network(16, 16, 3)]
[Conv2D(32, 1)]
[Conv2D(48, 3, Stride = 2, Pad = 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradWholeTiles;

[Network(15, 15, 3)]
[Conv2D(40, 1), ReLU]
[Conv2D(36, 3, Stride = 2, Pad = 1), LeakyReLU(0.2f)]
[Conv2D(8, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradOddSizes;

[Network(15, 17, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Stride = 2, Pads = [1, 0, 1, 0])]
[Flatten, MeanSquaredError]
public partial class StridedWinogradSides;

// The last row and column of the input are in no window.
[Network(18, 24, 3)]
[Conv2D(32, 1), LeakyReLU(0.1f)]
[Conv2D(32, 3, Stride = 2)]
[Conv2D(8, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradValid;

// Keras' padding: nothing in front of an even input, a pixel on either side of an odd one.
[Network(16, 23, 3)]
[Conv2D(32, 1), ReLU]
[Conv2D(32, 3, Stride = 2, Padding = Padding.Same), ELU]
[Flatten, MeanSquaredError]
public partial class StridedWinogradSame;

// The weights are large enough for all samples of a worker to share them.
[Network(14, 16, 3)]
[Conv2D(96, 1), BatchNorm, ReLU]
[Conv2D(96, 3, Stride = 2, Pad = 1), BatchNorm, ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradBatchNorm;

// As in a residual network: both paths read the same value, so the gradients by it are added up.
[Network(16, 16, 3)]
[Conv2D(32, 1), ReLU]
[Branch, Conv2D(32, 3, Stride = 2, Pad = 1)]
[Branch, Conv2D(32, 1, Stride = 2)]
[Add, ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradShortcut;

// One tile an image: only the batches of training have enough of them.
[Network(8, 8, 3)]
[Conv2D(128, 1), ReLU]
[Conv2D(128, 3, Stride = 2, Pad = 1), LeakyReLU(0.2f)]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradOneTile;

// Tiles of three pixels: only the gradients of the weights gain by them, whose channels are those of several units.
[Network(14, 28, 3)]
[Conv2D(144, 1)]
[Conv2D(160, 3, Stride = 2, Pad = 1)]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradShortTiles;

// The way forward is what elsewhere is the way back.
[Network(8, 8, 3)]
[Conv2D(32, 1), ReLU]
[ConvTranspose2D(32, 3, Stride = 2, Pad = 1, OutputPadding = 1), ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradTransposed;

// The operand and the result lie among the channels of others.
[Network(16, 16, 3)]
[Conv2D(32, 1, Name = "left"), From("input"), Conv2D(32, 1), Concat("left")]
[Branch, Conv2D(32, 3, Stride = 2, Pad = 1)]
[Branch, MaxPool2D(2)]
[Concat]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class StridedWinogradConcatenated;

// Workers share the kernels of a prediction, either way, with what is fused and what runs behind them.
[SharesKernels]
[Network(16, 16, 3)]
[Conv2D(33, 1)]
[Branch, Conv2D(48, 3, Stride = 2, Pad = 1), ReLU]
[Branch, Conv2D(48, 3, Stride = 2, Pad = 1, Bias = false), Tanh]
[Add, LeakyReLU(0.1f)]
[ConvTranspose2D(80, 3, Stride = 2, Pad = 1, Bias = false), ReLU]
[GlobalAvgPool2D, Dense(20), MeanSquaredError]
public partial class StridedWinogradShared;
