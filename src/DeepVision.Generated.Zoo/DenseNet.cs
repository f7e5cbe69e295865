namespace DeepVision.Generated.Zoo;

/// <summary>A layer of DenseNet: appends new channels to those that it reads.</summary>
/// <remarks>Huang et al. 2016 (arXiv:1608.06993), section 3: the composite function with a bottleneck of four times the new channels (DenseNet-B).</remarks>
/// <param name="growth">Channels that it adds: the growth rate.</param>
public sealed class DenseLayer(int growth = 32) : Block(
    new Branch(),
    new Branch(),
    new BatchNorm(), new ReLU(), new Conv2D(4 * growth, 1) { Bias = false },
    new BatchNorm(), new ReLU(), new Conv2D(growth, 3) { Pad = 1, Bias = false },
    new Concat());

/// <summary>What stands between the dense blocks of DenseNet: fewer channels, and a quarter of the pixels.</summary>
/// <remarks>Huang et al. 2016 (arXiv:1608.06993), section 3. DenseNet-C has half the channels behind it that are in front.</remarks>
/// <param name="filters">Output channels.</param>
public sealed class DenseTransition(int filters) : Block(
    new BatchNorm(), new ReLU(), new Conv2D(filters, 1) { Bias = false }, new AvgPool2D(2));

/// <summary>DenseNet with 121 layers for photographs of 224×224 in a thousand classes: 7,978,856 parameters.</summary>
/// <remarks>
/// Huang, Liu, van der Maaten and Weinberger 2016, "Densely connected convolutional networks" (arXiv:1608.06993), table 1, with growth
/// rate 32. It is <c>torchvision.models.densenet121</c>.
/// </remarks>
[Network(224, 224, 3)]
[Conv2D(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool2D(3, Stride = 2, Pad = 1)]
[DenseLayer(Times = 6), DenseTransition(128)]
[DenseLayer(Times = 12), DenseTransition(256)]
[DenseLayer(Times = 24), DenseTransition(512)]
[DenseLayer(Times = 16)]
[BatchNorm, ReLU, GlobalAvgPool2D]
[Dense(1000), SoftmaxCrossEntropy]
public partial class DenseNet121;
