namespace DeepVision.Generated.LayerCases;

// A class for each pixel: the loss over an image, with its options and behind different last layers.

[Network(5, 7, 3)]
[Conv2D(8, 3, Padding = Padding.Same), ReLU]
[Conv2D(3, 1), SoftmaxCrossEntropy]
public partial class PixelClasses;

[Network(6, 5, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(37, 1), SoftmaxCrossEntropy]
public partial class PixelManyClasses;

[Network(5, 7, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(4, 3, Padding = Padding.Same), SoftmaxCrossEntropy(IgnoredLabel = 255)]
public partial class PixelIgnored;

// As a class: its pixels give nothing, though the network may still choose it.
[Network(5, 7, 3)]
[Conv2D(8, 3), ReLU]
[Conv2D(4, 1), SoftmaxCrossEntropy(IgnoredLabel = 0, LabelSmoothing = 0.1f, ClassWeights = [1f, 0.5f, 4f, 2f])]
public partial class PixelIgnoredClass;

[Network(5, 7, 3)]
[Conv2D(8, 3), Tanh]
[Conv2D(5, 1), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, Weight = 0.5f)]
public partial class PixelSmoothed;

[Network(4, 6, 2)]
[Conv2D(6, 3, Padding = Padding.Same), BatchNorm, ReLU]
[Upsample2D(2, Interpolation = Interpolation.Bilinear)]
[Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = -1, ClassWeights = [0.5f, 1f, 4f])]
public partial class PixelWeighted;

[Network(8, 12, 3)]
[Conv2D(8, 3, Padding = Padding.Same), ReLU(Name = "fine")]
[MaxPool2D(2), Conv2D(12, 3, Padding = Padding.Same), ReLU(Name = "coarse")]
[ConvTranspose2D(8, 2, Stride = 2)]
[Concat("fine")]
[Conv2D(8, 3, Padding = Padding.Same), ReLU]
[Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = 255)]
[From("coarse"), Conv2D(3, 1), Upsample2D(2, Interpolation = Interpolation.Nearest)]
[SoftmaxCrossEntropy(IgnoredLabel = 255, Weight = 0.4f, TrainingOnly = true)]
public partial class PixelSkip;
