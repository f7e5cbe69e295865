namespace DeepVision.Generated.Zoo;

/// <summary>A convolution of VGG: 3×3 with its padding, and ReLU.</summary>
/// <param name="filters">Output channels.</param>
public sealed class VggConv2D(int filters) : Block(
    new Conv2D(filters, 3) { Pad = 1 }, new ReLU());

/// <summary>VGG with 16 layers for photographs of 224×224 in a thousand classes: 138,357,544 parameters.</summary>
/// <remarks>
/// Simonyan and Zisserman 2014, "Very deep convolutional networks for large-scale image recognition" (arXiv:1409.1556), table 1,
/// configuration D. It is <c>torchvision.models.vgg16</c>.
/// </remarks>
[Network(224, 224, 3)]
[VggConv2D(64, Times = 2), MaxPool2D(2)]
[VggConv2D(128, Times = 2), MaxPool2D(2)]
[VggConv2D(256, Times = 3), MaxPool2D(2)]
[VggConv2D(512, Times = 3), MaxPool2D(2)]
[VggConv2D(512, Times = 3), MaxPool2D(2)]
[Flatten]
[Dense(4096), ReLU, Dropout(0.5f)]
[Dense(4096), ReLU, Dropout(0.5f)]
[Dense(1000), SoftmaxCrossEntropy]
public partial class Vgg16;

/// <summary>VGG with 19 layers for photographs of 224×224 in a thousand classes: 143,667,240 parameters.</summary>
/// <remarks>
/// Simonyan and Zisserman 2014 (arXiv:1409.1556), table 1, configuration E. It is <c>torchvision.models.vgg19</c>.
/// </remarks>
[Network(224, 224, 3)]
[VggConv2D(64, Times = 2), MaxPool2D(2)]
[VggConv2D(128, Times = 2), MaxPool2D(2)]
[VggConv2D(256, Times = 4), MaxPool2D(2)]
[VggConv2D(512, Times = 4), MaxPool2D(2)]
[VggConv2D(512, Times = 4), MaxPool2D(2)]
[Flatten]
[Dense(4096), ReLU, Dropout(0.5f)]
[Dense(4096), ReLU, Dropout(0.5f)]
[Dense(1000), SoftmaxCrossEntropy]
public partial class Vgg19;
