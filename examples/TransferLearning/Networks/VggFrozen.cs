using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A convolution of VGG: 3×3 with its padding, and ReLU.</summary>
/// <param name="filters">Output channels.</param>
public sealed class VggConv2D(int filters) : Block(
    new Conv2D(filters, 3) { Pad = 1 }, new ReLU());

/// <summary>
/// The convolutions of VGG-16 (Simonyan and Zisserman 2014, arXiv:1409.1556), frozen, on images of 32×32, of which a single pixel is left behind them; and two new
/// dense layers for ten classes.
/// </summary>
[Network(32, 32, 3)]
[VggConv2D(64, Times = 2, Frozen = true), MaxPool2D(2)]
[VggConv2D(128, Times = 2, Frozen = true), MaxPool2D(2)]
[VggConv2D(256, Times = 3, Frozen = true), MaxPool2D(2)]
[VggConv2D(512, Times = 3, Frozen = true), MaxPool2D(2)]
[VggConv2D(512, Times = 3, Frozen = true), MaxPool2D(2)]
[Flatten, Dense(256, Name = "new_1"), ReLU, Dropout(0.5f)]
[Dense(10, Name = "new_2"), SoftmaxCrossEntropy]
public partial class VggFrozen;
