namespace DeepVision.Generated.Zoo;

/// <summary>The block of ResNet-18 and ResNet-34: two 3×3 convolutions and a way around them.</summary>
/// <remarks>
/// He et al. 2015 (arXiv:1512.03385), figure 5, left. <see cref="Shortcut"/> is the paper's option B.
/// </remarks>
/// <param name="filters">Output channels.</param>
/// <param name="stride">Stride of the first convolution.</param>
public sealed class BasicBlock(int filters, int stride = 1) : Block(
    new Branch(),
    new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
    new Conv2D(filters, 3) { Pad = 1, Bias = false }, new BatchNorm(),
    new Branch(), new Shortcut(),
    new Add(), new ReLU());

/// <summary>The block of ResNet-50: a 3×3 convolution between two of 1×1 that reduce and restore the channels, and a way around them.</summary>
/// <remarks>
/// He et al. 2015 (arXiv:1512.03385), figure 5, right. The stride is that of the 3×3 convolution, as in torchvision; the paper has it in the
/// first one.
/// </remarks>
/// <param name="filters">Channels of the 3×3 convolution; four times as many come out.</param>
/// <param name="stride">Stride of the 3×3 convolution.</param>
public sealed class Bottleneck(int filters, int stride = 1) : Block(
    new Branch(),
    new Conv2D(filters, 1) { Bias = false }, new BatchNorm(), new ReLU(),
    new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU(),
    new Conv2D(4 * filters, 1) { Bias = false }, new BatchNorm(),
    new Branch(), new Shortcut(),
    new Add(), new ReLU());

/// <summary>What the ResNets for photographs begin with: a 7×7 convolution and a pooling, each of stride 2.</summary>
public sealed class ResNetStem() : Block(
    new Conv2D(64, 7) { Stride = 2, Pad = 3, Bias = false }, new BatchNorm(), new ReLU(),
    new MaxPool2D(3) { Stride = 2, Pad = 1 });

/// <summary>ResNet with 18 layers for photographs of 224×224 in a thousand classes: 11,689,512 parameters.</summary>
/// <remarks>
/// He, Zhang, Ren and Sun 2015, "Deep residual learning for image recognition" (arXiv:1512.03385), table 1. It is <c>torchvision.models.resnet18</c>.
/// </remarks>
[Network(224, 224, 3)]
[ResNetStem]
[BasicBlock(64, Times = 2)]
[BasicBlock(128, stride: 2), BasicBlock(128)]
[BasicBlock(256, stride: 2), BasicBlock(256)]
[BasicBlock(512, stride: 2), BasicBlock(512)]
[GlobalAvgPool2D]
[Dense(1000), SoftmaxCrossEntropy]
public partial class ResNet18;

/// <summary>ResNet with 34 layers for photographs of 224×224 in a thousand classes: 21,797,672 parameters.</summary>
/// <remarks>He et al. 2015 (arXiv:1512.03385), table 1. It is <c>torchvision.models.resnet34</c>.</remarks>
[Network(224, 224, 3)]
[ResNetStem]
[BasicBlock(64, Times = 3)]
[BasicBlock(128, stride: 2), BasicBlock(128, Times = 3)]
[BasicBlock(256, stride: 2), BasicBlock(256, Times = 5)]
[BasicBlock(512, stride: 2), BasicBlock(512, Times = 2)]
[GlobalAvgPool2D]
[Dense(1000), SoftmaxCrossEntropy]
public partial class ResNet34;

/// <summary>ResNet with 50 layers for photographs of 224×224 in a thousand classes: 25,557,032 parameters.</summary>
/// <remarks>
/// He et al. 2015 (arXiv:1512.03385), table 1. It is <c>torchvision.models.resnet50</c>, whose stride the paper has one convolution
/// earlier (<see cref="Bottleneck"/>).
/// </remarks>
[Network(224, 224, 3)]
[ResNetStem]
[Bottleneck(64, Times = 3)]
[Bottleneck(128, stride: 2), Bottleneck(128, Times = 3)]
[Bottleneck(256, stride: 2), Bottleneck(256, Times = 5)]
[Bottleneck(512, stride: 2), Bottleneck(512, Times = 2)]
[GlobalAvgPool2D]
[Dense(1000), SoftmaxCrossEntropy]
public partial class ResNet50;

/// <summary>ResNet with 18 layers for images of 32×32 in ten classes, such as CIFAR-10's: 11,173,962 parameters.</summary>
/// <remarks>
/// <see cref="ResNet18"/> with a 3×3 convolution of stride 1 in place of its first convolution and pooling. The networks of the paper's
/// section 4.2, for the same images, are narrower.
/// </remarks>
[Network(32, 32, 3)]
[Conv2D(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[BasicBlock(64, Times = 2)]
[BasicBlock(128, stride: 2), BasicBlock(128)]
[BasicBlock(256, stride: 2), BasicBlock(256)]
[BasicBlock(512, stride: 2), BasicBlock(512)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class ResNet18At32;
