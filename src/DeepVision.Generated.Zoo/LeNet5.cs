namespace DeepVision.Generated.Zoo;

/// <summary>LeNet-5 for handwritten digits of 28×28: 61,706 parameters.</summary>
/// <remarks>
/// LeCun, Bottou, Bengio and Haffner 1998, "Gradient-based learning applied to document recognition", figure 2. The paper's images are
/// 32×32 with two pixels of background on each side, which are the first layer's padding here. As in most implementations since, all
/// filters of the second convolution read all channels, pooling has no parameters, and softmax takes the place of the radial basis
/// functions.
/// </remarks>
[Network(28, 28, 1)]
[Conv2D(6, 5, Pad = 2), Tanh, AvgPool2D(2)]
[Conv2D(16, 5), Tanh, AvgPool2D(2)]
[Flatten]
[Dense(120), Tanh]
[Dense(84), Tanh]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet5;
