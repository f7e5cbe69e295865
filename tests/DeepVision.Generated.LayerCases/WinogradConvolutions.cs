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

[Network(8, 8, 3, Winograd = false)]
[Conv2D(32, 1)]
[Conv2D(32, 3, Padding = Padding.Same)]
[Flatten, MeanSquaredError]
public partial class WinogradOff;
