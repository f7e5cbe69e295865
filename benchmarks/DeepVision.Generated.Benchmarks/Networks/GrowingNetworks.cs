namespace DeepVision.Generated.Benchmarks;

// One network at several widths and image sides, to see how cost grows.

/// <summary>Two convolutions of 16 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(16, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width16;

/// <summary>Two convolutions of 32 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width32;

/// <summary>Two convolutions of 64 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width64;

/// <summary>Two convolutions of 128 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width128;

/// <summary>Two convolutions of 256 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width256;

/// <summary>Two convolutions of 512 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Width512;

/// <summary>Two convolutions of 32 channels over images of 28×28.</summary>
[Network(28, 28, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Side28;

/// <summary>Two convolutions of 32 channels over images of 56×56.</summary>
[Network(56, 56, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Side56;

/// <summary>Two convolutions of 32 channels over images of 112×112.</summary>
[Network(112, 112, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Side112;

/// <summary>Two convolutions of 32 channels over images of 224×224.</summary>
[Network(224, 224, 3)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[GlobalAvgPool2D]
[Dense(10), SoftmaxCrossEntropy]
public partial class Side224;
