namespace DeepVision.Generated.Zoo;

/// <summary>The Fire module of SqueezeNet: a 1×1 convolution squeezes the channels, 1×1 and 3×3 convolutions side by side expand them.</summary>
/// <remarks>Iandola et al. 2016 (arXiv:1602.07360), figure 1.</remarks>
/// <param name="squeezed">Channels between the two.</param>
/// <param name="ones">1×1 filters of the expanding layer.</param>
/// <param name="threes">3×3 filters of the expanding layer.</param>
public sealed class Fire(int squeezed, int ones, int threes) : Block(
    new Conv2D(squeezed, 1), new ReLU(),
    new Branch(), new Conv2D(ones, 1), new ReLU(),
    new Branch(), new Conv2D(threes, 3) { Pad = 1 }, new ReLU(),
    new Concat());

/// <summary>SqueezeNet 1.0 for photographs of 224×224 in a thousand classes: 1,248,424 parameters.</summary>
/// <remarks>
/// Iandola et al. 2016, "SqueezeNet: AlexNet-level accuracy with 50× fewer parameters and &lt;0.5 MB model size" (arXiv:1602.07360),
/// table 1. It is <c>torchvision.models.squeezenet1_0</c>.
/// </remarks>
[Network(224, 224, 3)]
[Conv2D(96, 7, Stride = 2), ReLU, MaxPool2D(3, Stride = 2, CeilMode = true)]
[Fire(16, 64, 64), Fire(16, 64, 64), Fire(32, 128, 128), MaxPool2D(3, Stride = 2, CeilMode = true)]
[Fire(32, 128, 128), Fire(48, 192, 192), Fire(48, 192, 192), Fire(64, 256, 256), MaxPool2D(3, Stride = 2, CeilMode = true)]
[Fire(64, 256, 256), Dropout(0.5f)]
[Conv2D(1000, 1), ReLU]
[GlobalAvgPool2D, SoftmaxCrossEntropy]
public partial class SqueezeNet;
