namespace DeepVision.Generated.Benchmarks;

// The networks of the comparison once more, with a clock around each kernel. Apart, so that the clocks slow nothing else.

/// <summary><see cref="LeNet5"/>, profiled.</summary>
[Network(28, 28, 1, Profile = true)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(16, 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledLeNet5;

/// <summary><see cref="MnistNet"/>, profiled.</summary>
[Network(28, 28, 1, Profile = true)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledMnistNet;

/// <summary><see cref="VggNet"/>, profiled.</summary>
[Network(32, 32, 3, Profile = true)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same), ReLU]
[Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledVggNet;

/// <summary><see cref="VggNet"/>, profiled, with every convolution computed directly.</summary>
[Network(32, 32, 3, Winograd = false, Profile = true)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same), ReLU]
[Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(256), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledDirectVggNet;

/// <summary><see cref="MnistNet"/>, profiled, with every convolution computed directly.</summary>
[Network(28, 28, 1, Winograd = false, Profile = true)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(128), ReLU, Dropout(0.5f)]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledDirectMnistNet;

/// <summary><see cref="Perceptron"/>, profiled.</summary>
[Network(28, 28, 1, Profile = true)]
[Flatten]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ProfiledPerceptron;
