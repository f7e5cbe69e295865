using DeepVision.Generated;

namespace DigitsInBrowser.Networks;

/// <summary>The layers of <see cref="Digits.DigitNet"/> up to the first pooling: what its first 32 filters answer.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[MeanSquaredError]
public partial class FirstFilters;

/// <summary>The layers of <see cref="Digits.DigitNet"/> up to the second pooling: what its second 64 filters answer.</summary>
[Network(28, 28, 1)]
[Conv2D(32, 3), ReLU, MaxPool2D(2)]
[Conv2D(64, 3), ReLU, MaxPool2D(2)]
[MeanSquaredError]
public partial class SecondFilters;
