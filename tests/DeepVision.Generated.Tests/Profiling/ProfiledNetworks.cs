namespace DeepVision.Generated.Tests.Profiling;

/// <summary>A network that measures its kernels.</summary>
[Network(10, 10, 2, Profile = true)]
[Conv2D(16, 3), ReLU]
[Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(16), ReLU]
[Dense(4), SoftmaxCrossEntropy]
public partial class ProfiledNet;

/// <summary>The same one without clocks.</summary>
[Network(10, 10, 2)]
[Conv2D(16, 3), ReLU]
[Conv2D(16, 3), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(16), ReLU]
[Dense(4), SoftmaxCrossEntropy]
public partial class UnprofiledNet;
