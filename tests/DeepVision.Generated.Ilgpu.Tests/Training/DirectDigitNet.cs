namespace DeepVision.Generated.Ilgpu.Tests.Training;

/// <summary>
/// The network of the example with every convolution computed directly on the CPU too. Winograd's transforms err by a
/// hundred-thousandth, and the optimizer makes steps of full size of the signs of gradients that small.
/// </summary>
[Network(28, 28, 1, Winograd = false)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class DirectDigitNet;
