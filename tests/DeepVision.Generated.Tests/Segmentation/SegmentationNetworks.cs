namespace DeepVision.Generated.Tests.Segmentation;

/// <summary>Scores are the input: what the loss makes of them can be worked out by hand.</summary>
[Network(1, 3, 2)]
[Conv2D(2, 1, Bias = false), SoftmaxCrossEntropy(IgnoredLabel = 255)]
public partial class GivenScores;

/// <summary>The same with class weights, and nothing ignored.</summary>
[Network(1, 3, 2)]
[Conv2D(2, 1, Bias = false), SoftmaxCrossEntropy(ClassWeights = [1f, 3f])]
public partial class WeightedScores;

/// <summary>A small U-Net (Ronneberger et al. 2015).</summary>
[Network(ShapeImages.Size, ShapeImages.Size, 1)]
[Conv2D(8, 3, Padding = Padding.Same), ReLU(Name = "fine")]
[MaxPool2D(2), Conv2D(16, 3, Padding = Padding.Same), ReLU(Name = "coarse")]
[MaxPool2D(2), Conv2D(32, 3, Padding = Padding.Same), ReLU, Conv2D(32, 3, Padding = Padding.Same), ReLU]
[ConvTranspose2D(16, 2, Stride = 2), Concat("coarse"), Conv2D(16, 3, Padding = Padding.Same), ReLU]
[ConvTranspose2D(8, 2, Stride = 2), Concat("fine"), Conv2D(8, 3, Padding = Padding.Same), ReLU]
[Conv2D(3, 1), SoftmaxCrossEntropy(IgnoredLabel = ShapeImages.Edge)]
public partial class ShapeNet;
