namespace DeepVision.Generated.Zoo;

/// <summary>A 1×1 convolution with batch normalisation and ReLU6.</summary>
/// <param name="filters">Output channels.</param>
public sealed class PointwiseReLU6(int filters) : Block(
    new Conv2D(filters, 1) { Bias = false }, new BatchNorm(), new ReLU6());

/// <summary>
/// The block of MobileNetV2: channels are expanded, each is convolved by itself, and a linear projection takes them together again; with
/// a way around where what comes out has the shape of what goes in.
/// </summary>
/// <remarks>Sandler et al. 2018 (arXiv:1801.04381), section 3.3 and figure 4d.</remarks>
/// <param name="inputs">Channels of the input.</param>
/// <param name="filters">Output channels.</param>
/// <param name="stride">Stride of the depthwise convolution.</param>
/// <param name="expansion">Channels of the depthwise convolution for each one of the input.</param>
public sealed class InvertedResidual(int inputs, int filters, int stride = 1, int expansion = 6) : Block(
    inputs == filters && stride == 1 ? new Branch() : null,
    expansion > 1 ? new PointwiseReLU6(expansion * inputs) : null,
    new DepthwiseConv2D(3) { Stride = stride, Pad = 1, Bias = false }, new BatchNorm(), new ReLU6(),
    new Conv2D(filters, 1) { Bias = false }, new BatchNorm(),
    inputs == filters && stride == 1 ? new Branch() : null,
    inputs == filters && stride == 1 ? new Add() : null);

/// <summary>MobileNetV2 for photographs of 224×224 in a thousand classes: 3,504,872 parameters.</summary>
/// <remarks>
/// Sandler, Howard, Zhu, Zhmoginov and Chen 2018, "MobileNetV2: inverted residuals and linear bottlenecks" (arXiv:1801.04381), table 2.
/// It is <c>torchvision.models.mobilenet_v2</c>. All channels are multiples of 8 as they stand, so that its rounding changes none.
/// </remarks>
[Network(224, 224, 3)]
[Conv2D(32, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU6]
[InvertedResidual(32, 16, expansion: 1)]
[InvertedResidual(16, 24, stride: 2), InvertedResidual(24, 24)]
[InvertedResidual(24, 32, stride: 2), InvertedResidual(32, 32, Times = 2)]
[InvertedResidual(32, 64, stride: 2), InvertedResidual(64, 64, Times = 3)]
[InvertedResidual(64, 96), InvertedResidual(96, 96, Times = 2)]
[InvertedResidual(96, 160, stride: 2), InvertedResidual(160, 160, Times = 2)]
[InvertedResidual(160, 320)]
[PointwiseReLU6(1280)]
[GlobalAvgPool2D, Dropout(0.2f)]
[Dense(1000), SoftmaxCrossEntropy]
public partial class MobileNetV2;

/// <summary>MobileNetV2 for images of 32×32 in ten classes, such as CIFAR-10's: 2,236,682 parameters.</summary>
/// <remarks><see cref="MobileNetV2"/> with stride 1 in its first convolution and in the stage of 24 channels.</remarks>
[Network(32, 32, 3)]
[Conv2D(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU6]
[InvertedResidual(32, 16, expansion: 1)]
[InvertedResidual(16, 24), InvertedResidual(24, 24)]
[InvertedResidual(24, 32, stride: 2), InvertedResidual(32, 32, Times = 2)]
[InvertedResidual(32, 64, stride: 2), InvertedResidual(64, 64, Times = 3)]
[InvertedResidual(64, 96), InvertedResidual(96, 96, Times = 2)]
[InvertedResidual(96, 160, stride: 2), InvertedResidual(160, 160, Times = 2)]
[InvertedResidual(160, 320)]
[PointwiseReLU6(1280)]
[GlobalAvgPool2D, Dropout(0.2f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class MobileNetV2At32;
