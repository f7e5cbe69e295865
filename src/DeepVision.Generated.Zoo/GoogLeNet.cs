namespace DeepVision.Generated.Zoo;

/// <summary>The Inception module of GoogLeNet: kernels of several sizes side by side, behind 1×1 convolutions that make it cheap.</summary>
/// <remarks>
/// Szegedy et al. 2014 (arXiv:1409.4842), figure 2b; the parameters are the columns of table 1, in order. The path of 5×5 kernels has
/// 3×3 kernels, as <c>torchvision.models.googlenet</c> and the weights published for it have by an old mistake.
/// </remarks>
/// <param name="ones">Filters of the 1×1 path.</param>
/// <param name="reduceThrees">Channels that the 3×3 path is reduced to.</param>
/// <param name="threes">Filters of the 3×3 path.</param>
/// <param name="reduceFives">Channels that the 5×5 path is reduced to.</param>
/// <param name="fives">Filters of the 5×5 path.</param>
/// <param name="pooled">Filters of the pooling path.</param>
public sealed class Inception(int ones, int reduceThrees, int threes, int reduceFives, int fives, int pooled) : Block(
    new Branch(), new BasicConv2D(ones, 1),
    new Branch(), new BasicConv2D(reduceThrees, 1), new BasicConv2D(threes, 3, pad: 1),
    new Branch(), new BasicConv2D(reduceFives, 1), new BasicConv2D(fives, 3, pad: 1),
    new Branch(), new MaxPool2D(3) { Stride = 1, Pad = 1 }, new BasicConv2D(pooled, 1),
    new Concat());

/// <summary>The classifier that helps GoogLeNet's lower layers to learn, without its loss.</summary>
/// <remarks>
/// Szegedy et al. 2014 (arXiv:1409.4842), section 5. The pooling is the paper's, 5×5 with stride 3; torchvision divides any size into 4×4 windows,
/// which overlap by one pixel where the image has 14×14.
/// </remarks>
/// <param name="classes">Number of classes.</param>
public sealed class AuxiliaryClassifier(int classes) : Block(
    new AvgPool2D(5) { Stride = 3 }, new BasicConv2D(128, 1), new Flatten(),
    new Dense(1024), new ReLU(), new Dropout(0.7f), new Dense(classes));

/// <summary>
/// GoogLeNet for photographs of 224×224 in a thousand classes: 13,004,888 parameters, of which 6,624,904 predict and the two auxiliary
/// classifiers have the rest.
/// </summary>
/// <remarks>
/// Szegedy et al. 2014, "Going deeper with convolutions" (arXiv:1409.4842), table 1, with batch normalisation behind every convolution and
/// without local response normalisation: <c>torchvision.models.googlenet</c> but for the auxiliary classifiers' pooling. Its dropout is
/// torchvision's, 0.2 where the paper has 0.4.
/// </remarks>
[Network(224, 224, 3)]
[BasicConv2D(64, 7, stride: 2, pad: 3), MaxPool2D(3, Stride = 2, CeilMode = true)]
[BasicConv2D(64, 1), BasicConv2D(192, 3, pad: 1), MaxPool2D(3, Stride = 2, CeilMode = true)]
[Inception(64, 96, 128, 16, 32, 32, Name = "inception_3a")]
[Inception(128, 128, 192, 32, 96, 64, Name = "inception_3b"), MaxPool2D(3, Stride = 2, CeilMode = true)]
[Inception(192, 96, 208, 16, 48, 64, Name = "inception_4a")]
[Inception(160, 112, 224, 24, 64, 64, Name = "inception_4b")]
[Inception(128, 128, 256, 24, 64, 64, Name = "inception_4c")]
[Inception(112, 144, 288, 32, 64, 64, Name = "inception_4d")]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception_4e"), MaxPool2D(2, CeilMode = true)]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception_5a")]
[Inception(384, 192, 384, 48, 128, 128, Name = "inception_5b")]
[GlobalAvgPool2D, Dropout(0.2f)]
[Dense(1000), SoftmaxCrossEntropy]
[From("inception_4a"), AuxiliaryClassifier(1000), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
[From("inception_4d"), AuxiliaryClassifier(1000), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
public partial class GoogLeNet;

/// <summary>GoogLeNet for images of 32×32 in ten classes, such as CIFAR-10's: 6,807,230 parameters, 5,602,474 of which predict.</summary>
/// <remarks>
/// The modules of <see cref="GoogLeNet"/> on images half as large: the first convolution is 3×3 with stride 1, and no pooling stands between it and
/// the third, so that the modules see 16×16, 8×8 and 4×4 pixels.
/// </remarks>
[Network(32, 32, 3)]
[BasicConv2D(64, 3, pad: 1), MaxPool2D(3, Stride = 2, CeilMode = true)]
[BasicConv2D(64, 1), BasicConv2D(192, 3, pad: 1)]
[Inception(64, 96, 128, 16, 32, 32, Name = "inception_3a")]
[Inception(128, 128, 192, 32, 96, 64, Name = "inception_3b"), MaxPool2D(3, Stride = 2, CeilMode = true)]
[Inception(192, 96, 208, 16, 48, 64, Name = "inception_4a")]
[Inception(160, 112, 224, 24, 64, 64, Name = "inception_4b")]
[Inception(128, 128, 256, 24, 64, 64, Name = "inception_4c")]
[Inception(112, 144, 288, 32, 64, 64, Name = "inception_4d")]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception_4e"), MaxPool2D(2, CeilMode = true)]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception_5a")]
[Inception(384, 192, 384, 48, 128, 128, Name = "inception_5b")]
[GlobalAvgPool2D, Dropout(0.2f)]
[Dense(10), SoftmaxCrossEntropy]
[From("inception_4a"), AuxiliaryClassifier(10), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
[From("inception_4d"), AuxiliaryClassifier(10), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true)]
public partial class GoogLeNetAt32;
