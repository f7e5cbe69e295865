namespace DeepVision.Generated.LayerCases;

// Convolutions with enough channels and pixels for Winograd's algorithm: whole tiles and tiles that overhang, every
// padding, and everything that fuses.

[Network(8, 12, 3)]
[Conv2D(32, 1)]
[Conv2D(48, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class WinogradWholeTiles;

[Network(9, 11, 3)]
[Conv2D(40, 1), ReLU]
[Conv2D(36, 3, Padding = Padding.Same), LeakyReLU(0.2f)]
[Conv2D(8, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradOverhangingTiles;

// Tiles of four and of three pixels: 10 = 4 + 3 + 3, 13 = 4 + 3 + 3 + 3.
[Network(10, 13, 3)]
[Conv2D(32, 1)]
[Conv2D(40, 3, Padding = Padding.Same), LeakyReLU(0.2f)]
[Conv2D(32, 3, Pad = 1), BatchNorm, ReLU]
[Conv2D(8, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradShortTiles;

[Network(10, 13, 3)]
[Conv2D(32, 1), LeakyReLU(0.1f)]
[Conv2D(32, 3)]
[Conv2D(8, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradValid;

[Network(13, 13, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class WinogradPooled;

[Network(8, 14, 3)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Padding = Padding.Same), LeakyReLU(0.2f), MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class WinogradLeakyPooled;

// The weights are large enough for all samples of a worker to share them.
[Network(7, 8, 3)]
[Conv2D(96, 1)]
[Conv2D(96, 3, Padding = Padding.Same), BatchNorm, ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradBatchNorm;

// One tile an image: only the batches of training have enough of them.
[Network(4, 4, 3)]
[Conv2D(128, 1)]
[Conv2D(128, 3, Padding = Padding.Same), LeakyReLU(0.2f)]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradOneTile;

// Few tiles and many outputs: the weights are transformed where they are used. One of these follows the other, whose activation is between them, or a pooling.
[Network(4, 4, 3)]
[Conv2D(144, 1), ReLU]
[Conv2D(136, 3, Padding = Padding.Same), LeakyReLU(0.2f)]
[Conv2D(130, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten, MeanSquaredError]
public partial class WinogradPackedWeights;

// An activation that runs behind a convolution has to wait for all outputs; the input's gradient and the sum of a shortcut are made in others.
[Network(4, 4, 3)]
[Conv2D(128, 1), Tanh]
[Branch, Conv2D(128, 3, Padding = Padding.Same), BatchNorm, ReLU, Conv2D(128, 3, Padding = Padding.Same)]
[Branch]
[Add, ReLU]
[Conv2D(128, 3, Padding = Padding.Same), Sigmoid]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradPackedShortcut;

// Two that write among the channels of one buffer and read the parts of its gradient.
[Network(4, 4, 3)]
[Conv2D(128, 1), ReLU]
[Branch, Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Branch, Conv2D(160, 3, Padding = Padding.Same)]
[Concat]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(4, 1)]
[Flatten, MeanSquaredError]
public partial class WinogradPackedConcat;

[Network(8, 8, 3, Winograd = false)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class WinogradOff;
