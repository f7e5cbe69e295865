namespace DeepVision.Generated.Zoo;

/// <summary>Squeeze and excitation: each channel is multiplied by a gate between 0 and 1 that the means of all channels decide.</summary>
/// <remarks>
/// Hu et al. 2017 (arXiv:1709.01507), figure 2, with SiLU in the place of ReLU as in EfficientNet.
/// </remarks>
/// <param name="channels">Channels of the input.</param>
/// <param name="squeezed">Length of the vector between.</param>
public sealed class SqueezeExcitation(int channels, int squeezed) : Block(
    new Branch(),
    new Branch(), new GlobalAvgPool2D(), new Dense(squeezed), new SiLU(), new Dense(channels), new Sigmoid(),
    new Multiply());

/// <summary>A 1×1 convolution with batch normalisation and SiLU.</summary>
/// <param name="filters">Output channels.</param>
public sealed class PointwiseSiLU(int filters) : Block(
    new Conv2D(filters, 1) { Bias = false }, new BatchNorm(), new SiLU());

/// <summary>
/// The block of EfficientNet: an inverted residual with SiLU, kernels of any size, and squeeze and excitation behind the depthwise
/// convolution; with a way around where what comes out has the shape of what goes in.
/// </summary>
/// <remarks>
/// Tan and Le 2019 (arXiv:1905.11946), section 4, after Tan et al. 2018 (MnasNet, arXiv:1807.11626). Squeezed to a quarter of the block's input. In
/// training torchvision leaves blocks out at random (stochastic depth); this one doesn't.
/// </remarks>
/// <param name="inputs">Channels of the input.</param>
/// <param name="filters">Output channels.</param>
/// <param name="kernelSize">Rows and columns of the depthwise kernel, an odd number.</param>
/// <param name="stride">Stride of the depthwise convolution.</param>
/// <param name="expansion">Channels of the depthwise convolution for each one of the input.</param>
public sealed class MBConv(int inputs, int filters, int kernelSize, int stride = 1, int expansion = 6) : Block(
    inputs == filters && stride == 1 ? new Branch() : null,
    expansion > 1 ? new PointwiseSiLU(expansion * inputs) : null,
    new DepthwiseConv2D(kernelSize) { Stride = stride, Pad = kernelSize / 2, Bias = false }, new BatchNorm(), new SiLU(),
    new SqueezeExcitation(expansion * inputs, inputs / 4),
    new Conv2D(filters, 1) { Bias = false }, new BatchNorm(),
    inputs == filters && stride == 1 ? new Branch() : null,
    inputs == filters && stride == 1 ? new Add() : null);

/// <summary>EfficientNet-B0 for photographs of 224×224 in a thousand classes: 5,288,548 parameters.</summary>
/// <remarks>
/// Tan and Le 2019, "EfficientNet: rethinking model scaling for convolutional neural networks" (arXiv:1905.11946), table 1. It is
/// <c>torchvision.models.efficientnet_b0</c> without stochastic depth, which only training has.
/// </remarks>
[Network(224, 224, 3)]
[Conv2D(32, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, SiLU]
[MBConv(32, 16, 3, expansion: 1)]
[MBConv(16, 24, 3, stride: 2), MBConv(24, 24, 3)]
[MBConv(24, 40, 5, stride: 2), MBConv(40, 40, 5)]
[MBConv(40, 80, 3, stride: 2), MBConv(80, 80, 3, Times = 2)]
[MBConv(80, 112, 5), MBConv(112, 112, 5, Times = 2)]
[MBConv(112, 192, 5, stride: 2), MBConv(192, 192, 5, Times = 3)]
[MBConv(192, 320, 3)]
[PointwiseSiLU(1280)]
[GlobalAvgPool2D, Dropout(0.2f)]
[Dense(1000), SoftmaxCrossEntropy]
public partial class EfficientNetB0;
