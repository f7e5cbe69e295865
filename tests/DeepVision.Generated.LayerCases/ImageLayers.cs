namespace DeepVision.Generated.LayerCases;

// Layers that move pixels, or change them in training only.

[Network(9, 11, 3)]
[Conv2D(7, 3), ZeroPad2D(1)]
[Conv2D(8, 3), ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ZeroPad;

[Network(9, 11, 3)]
[ZeroPad2D(0, 1, 2, 3), ReLU]
[Conv2D(16, 3)]
[ZeroPad2D(2, 0, 1, 0)]
[Flatten, MeanSquaredError]
public partial class ZeroPadSides;

[Network(9, 11, 3)]
[Conv2D(16, 3), ReLU, Crop2D(1)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class Crop;

[Network(9, 11, 3)]
[Crop2D(1, 0, 2, 3), Tanh]
[Conv2D(7, 3), Crop2D(0, 2, 0, 1)]
[Flatten, MeanSquaredError]
public partial class CropSides;

[Network(9, 11, 3)]
[Conv2D(7, 3, Stride = 2), Upsample2D(2), ReLU]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class UpsampleNearest;

[Network(4, 5, 3)]
[Upsample2D(1, 3)]
[Conv2D(16, 3), Upsample2D(3, 1)]
[Flatten, MeanSquaredError]
public partial class UpsampleNearestSides;

[Network(9, 11, 3)]
[Conv2D(7, 3, Stride = 2), ReLU, Upsample2D(2, Interpolation = Interpolation.Bilinear)]
[Conv2D(8, 3)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class UpsampleBilinear;

[Network(4, 3, 3)]
[Upsample2D(3, Interpolation = Interpolation.Bilinear)]
[Conv2D(16, 3), Upsample2D(1, 4, Interpolation = Interpolation.Bilinear)]
[Flatten, MeanSquaredError]
public partial class UpsampleBilinearSides;

[Network(4, 5, 3)]
[Conv2D(7, 4, 5)]
[Upsample2D(5, 2, Interpolation = Interpolation.Bilinear)]
[Conv2D(3, 2), MeanSquaredError]
public partial class UpsampleBilinearOnePixel;

[Network(9, 11, 3)]
[Conv2D(21, 3), GlobalMaxPool2D]
[Dense(5), SoftmaxCrossEntropy]
public partial class GlobalMaxPool;

// More pixels than a byte can name.
[Network(17, 18, 1)]
[GlobalMaxPool2D]
[Dense(16), Tanh, Dense(5), SoftmaxCrossEntropy]
public partial class FirstGlobalMaxPool;

[Network(9, 11, 3)]
[Conv2D(16, 3), Tanh, GlobalMaxPool2D, SoftmaxCrossEntropy]
public partial class CrossEntropyOnGlobalMaxPool;

[Network(9, 11, 3)]
[Conv2D(7, 3), SpatialDropout2D(0.3f), ReLU]
[Conv2D(16, 3), Tanh, SpatialDropout2D(0.5f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class SpatialDropout;

[Network(9, 11, 3)]
[SpatialDropout2D(0.3f)]
[Conv2D(8, 3), MaxPool2D(2), SpatialDropout2D(0f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstSpatialDropout;

[Network(9, 11, 3)]
[Conv2D(7, 3), GaussianNoise(0.2f), ReLU]
[Conv2D(16, 3), ReLU, GaussianNoise(0.1f)]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class NoiseBehindConv;

[Network(23)]
[GaussianNoise(0.5f)]
[Dense(37), GaussianNoise(0.1f), Tanh, GaussianNoise(0f)]
[Dense(5), SoftmaxCrossEntropy]
public partial class NoiseBehindDense;

[Network(5, 7, 3)]
[Flatten, GaussianNoise(0.3f)]
[Dense(33), Sigmoid]
[Dense(5), SoftmaxCrossEntropy]
public partial class NoiseBehindFlatten;

[Network(23)]
[Dense(5), GaussianNoise(0.2f), SoftmaxCrossEntropy]
public partial class NoiseLast;

[Network(23)]
[Dense(60), ReLU, Reshape(3, 4, 5)]
[Conv2D(16, 2), Reshape(2, 3, 16), ReLU]
[Conv2D(7, 2), Reshape(14)]
[Dense(5), SoftmaxCrossEntropy]
public partial class Reshapes;

[Network(6, 4, 3)]
[Reshape(8, 3, 3)]
[Conv2D(8, 3), Reshape(8, 6), Sigmoid]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class FirstReshape;

[Network(12)]
[Reshape(2, 2, 3)]
[Conv2D(4, 1), Reshape(4, 4), MeanSquaredError]
public partial class FirstReshapeVector;
