namespace DeepVision.Generated.Zoo;

/// <summary>The module of Inception v3 for images of 35×35: two 3×3 convolutions in the place of one of 5×5.</summary>
/// <remarks>Szegedy et al. 2015 (arXiv:1512.00567), figure 5; numbers of filters are torchvision's <c>InceptionA</c>.</remarks>
/// <param name="pooled">Filters of the pooling path.</param>
public sealed class InceptionA(int pooled) : Block(
    new Branch(), new BasicConv2D(64, 1),
    new Branch(), new BasicConv2D(48, 1), new BasicConv2D(64, 5, pad: 2),
    new Branch(), new BasicConv2D(64, 1), new BasicConv2D(96, 3, pad: 1), new BasicConv2D(96, 3, pad: 1),
    new Branch(), new AvgPool2D(3) { Stride = 1, Pad = 1 }, new BasicConv2D(pooled, 1),
    new Concat());

/// <summary>Halves the image from 35×35 to 17×17.</summary>
/// <remarks>Szegedy et al. 2015 (arXiv:1512.00567), figure 10; torchvision's <c>InceptionB</c>.</remarks>
public sealed class InceptionB() : Block(
    new Branch(), new BasicConv2D(384, 3, stride: 2),
    new Branch(), new BasicConv2D(64, 1), new BasicConv2D(96, 3, pad: 1), new BasicConv2D(96, 3, stride: 2),
    new Branch(), new MaxPool2D(3) { Stride = 2 },
    new Concat());

/// <summary>The module of Inception v3 for images of 17×17: 1×7 and 7×1 convolutions in the place of those of 7×7.</summary>
/// <remarks>Szegedy et al. 2015 (arXiv:1512.00567), figure 6 with n = 7; torchvision's <c>InceptionC</c>.</remarks>
/// <param name="sevens">Channels inside the paths of seven.</param>
public sealed class InceptionC(int sevens) : Block(
    new Branch(), new BasicConv2D(192, 1),
    new Branch(), new BasicConv2D(sevens, 1), new AsymmetricConv2D(sevens, 1, 7), new AsymmetricConv2D(192, 7, 1),
    new Branch(), new BasicConv2D(sevens, 1),
    new AsymmetricConv2D(sevens, 7, 1), new AsymmetricConv2D(sevens, 1, 7), new AsymmetricConv2D(sevens, 7, 1), new AsymmetricConv2D(192, 1, 7),
    new Branch(), new AvgPool2D(3) { Stride = 1, Pad = 1 }, new BasicConv2D(192, 1),
    new Concat());

/// <summary>Halves the image from 17×17 to 8×8.</summary>
/// <remarks>Szegedy et al. 2015 (arXiv:1512.00567), section 5; torchvision's <c>InceptionD</c>.</remarks>
public sealed class InceptionD() : Block(
    new Branch(), new BasicConv2D(192, 1), new BasicConv2D(320, 3, stride: 2),
    new Branch(), new BasicConv2D(192, 1), new AsymmetricConv2D(192, 1, 7), new AsymmetricConv2D(192, 7, 1), new BasicConv2D(192, 3, stride: 2),
    new Branch(), new MaxPool2D(3) { Stride = 2 },
    new Concat());

/// <summary>1×3 and 3×1 convolutions side by side.</summary>
/// <param name="filters">Output channels of each.</param>
public sealed class CrossedConv2D(int filters) : Block(
    new Branch(), new AsymmetricConv2D(filters, 1, 3),
    new Branch(), new AsymmetricConv2D(filters, 3, 1),
    new Concat());

/// <summary>The module of Inception v3 for images of 8×8, whose paths widen at their ends.</summary>
/// <remarks>Szegedy et al. 2015 (arXiv:1512.00567), figure 7; torchvision's <c>InceptionE</c>.</remarks>
public sealed class InceptionE() : Block(
    new Branch(), new BasicConv2D(320, 1),
    new Branch(), new BasicConv2D(384, 1), new CrossedConv2D(384),
    new Branch(), new BasicConv2D(448, 1), new BasicConv2D(384, 3, pad: 1), new CrossedConv2D(384),
    new Branch(), new AvgPool2D(3) { Stride = 1, Pad = 1 }, new BasicConv2D(192, 1),
    new Concat());

/// <summary>
/// Inception v3 for photographs of 299×299 in a thousand classes: 27,161,264 parameters, of which 23,834,568 predict and the auxiliary
/// classifier has the rest.
/// </summary>
/// <remarks>
/// Szegedy, Vanhoucke, Ioffe, Shlens and Wojna 2015, "Rethinking the Inception architecture for computer vision" (arXiv:1512.00567). Where
/// the paper's table 1 leaves things open, or the networks published since differ from it, it is <c>torchvision.models.inception_v3</c>.
/// Label smoothing 0.1 is the paper's (section 7), and the auxiliary loss counts 0.4, as in the authors' code.
/// </remarks>
[Network(299, 299, 3)]
[BasicConv2D(32, 3, stride: 2), BasicConv2D(32, 3), BasicConv2D(64, 3, pad: 1), MaxPool2D(3, Stride = 2)]
[BasicConv2D(80, 1), BasicConv2D(192, 3), MaxPool2D(3, Stride = 2)]
[InceptionA(32), InceptionA(64), InceptionA(64)]
[InceptionB]
[InceptionC(128), InceptionC(160), InceptionC(160), InceptionC(192, Name = "middle")]
[InceptionD]
[InceptionE(Times = 2)]
[GlobalAvgPool2D, Dropout(0.5f)]
[Dense(1000), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
[From("middle"), AvgPool2D(5, Stride = 3), BasicConv2D(128, 1), BasicConv2D(768, 5), Flatten]
[Dense(1000), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, Weight = 0.4f, TrainingOnly = true)]
public partial class InceptionV3;
