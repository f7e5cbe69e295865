using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Layers for images over sequences of images: each image is a sample to them.

/// <summary>The chain that such networks are made of.</summary>
[Network(5, 9, 8, 1)]
[Conv2D(6, 3), BatchNorm, ReLU, MaxPool2D(2), Conv2D(17, 3, Pad = 1), ReLU, GlobalAvgPool2D]
[LSTM(7), Dense(3), SoftmaxCrossEntropy]
public partial class VideoChain;

/// <summary>A step of each image's values, and a pooling that is fused into the convolution.</summary>
[Network(4, 7, 6, 3)]
[Conv2D(5, 2), ReLU, MaxPool2D(2), Dropout(0.3f), Flatten]
[GRU(6, ReturnSequences = true), Conv1D(4, 2), Flatten, Dense(3), SoftmaxCrossEntropy]
public partial class VideoFlattened;

/// <summary>Paths, projections and joins over images of sequences.</summary>
[Network(3, 6, 6, 2)]
[Conv2D(8, 3, Padding = Padding.Same), BatchNorm, ReLU]
[Branch, Conv2D(16, 3, Stride = 2, Pad = 1), BatchNorm, ReLU, Conv2D(16, 3, Pad = 1, Bias = false), BatchNorm]
[Branch, Shortcut]
[Add, ReLU]
[Branch, AvgPool2D(3), Conv2D(16, 1), Sigmoid, Branch, Multiply]
[GlobalMaxPool2D, SimpleRNN(5), Dense(2), SoftmaxCrossEntropy]
public partial class VideoResidual;

/// <summary>What works on single images, and what draws numbers for them.</summary>
[Network(3, 5, 4, 3)]
[ZeroPad2D(1), DepthwiseConv2D(3), GroupNorm(3), PReLU, SpatialDropout2D(0.4f), Upsample2D(2), LayerNorm]
[Branch, ConvTranspose2D(4, 2), Branch, Conv2D(4, 2, Pad = 1), Concat]
[Crop2D(1), AvgPool2D(2), GaussianNoise(0.1f), Flatten, GlobalAvgPool1D, Dense(3), MeanSquaredError]
public partial class VideoManyLayers;

/// <summary>Convolutions wide enough for Winograd's algorithm, and one of single pixels.</summary>
[Network(3, 10, 11, 16)]
[Conv2D(32, 3, Pad = 1), ReLU, Conv2D(32, 3), ReLU, MaxPool2D(2), Conv2D(16, 1), ReLU, GlobalAvgPool2D]
[LSTM(8), Dense(3), SoftmaxCrossEntropy]
public partial class VideoWinograd;

/// <summary>A sequence of one image, read beside a vector, and taken as a whole.</summary>
[Network(6)]
[Input("clip", 1, 5, 5, 1)]
[From("clip"), Conv2D(3, 2), Tanh, Reshape(48), Dense(4, Name = "seen")]
[From("input"), Dense(4), Concat("seen"), Dense(3), SoftmaxCrossEntropy]
public partial class VideoBesideVector;

/// <summary>Images as they come into a vector, without a layer on each.</summary>
[Network(3, 4, 4, 2)]
[Reshape(12, 8), GRU(5), Dense(2), SoftmaxCrossEntropy]
public partial class VideoReshaped;

/// <summary>Workers of a prediction share its kernels: rows, tiles and pixels of all images.</summary>
[SharesKernels]
[Network(3, 9, 8, 3)]
[Conv2D(20, 3, Pad = 1), BatchNorm, ReLU]
[Branch, Conv2D(32, 3, Pad = 1), ReLU, Conv2D(24, 3, Pad = 1), Branch, Conv2D(24, 1), Tanh, Branch, DepthwiseConv2D(3, Pad = 1), Conv2D(24, 1), Add]
[MaxPool2D(2), LayerNorm, Upsample2D(2), ReLU6, GlobalAvgPool2D, SimpleRNN(5), Dense(3), SoftmaxCrossEntropy]
public partial class VideoShared;
