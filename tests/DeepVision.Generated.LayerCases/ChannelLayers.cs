using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.LayerCases;

// Layers that move values between channels and pixels. Channels that fill vectors and channels that don't.

[Network(4, 5, 3)]
[Conv2D(20, 3, Pad = 1), ReLU, PixelShuffle(2)]
[Conv2D(7, 3)]
[Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class PixelShuffled;

/// <summary>TensorFlow's order, of the input too.</summary>
[Network(3, 2, 18)]
[PixelShuffle(3, BlockMajor = true)]
[Conv2D(64, 3), PixelShuffle(2, BlockMajor = true), Tanh]
[Flatten, MeanSquaredError]
public partial class PixelShuffledByBlocks;

[Network(8, 4, 3)]
[PixelUnshuffle(2), Conv2D(5, 1)]
[ReLU, ZeroPad2D(1), PixelUnshuffle(2), Conv2D(4, 1)]
[Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class PixelUnshuffled;

[Network(6, 6, 2)]
[Conv2D(16, 1), PixelUnshuffle(3, BlockMajor = true), Conv2D(3, 1), PixelUnshuffle(2, BlockMajor = true)]
[Flatten, MeanSquaredError]
public partial class PixelUnshuffledByBlocks;

/// <summary>ShuffleNet's: convolutions in groups, whose channels are mixed between them.</summary>
[Network(5, 6, 4)]
[ChannelShuffle(2), Conv2D(12, 3, Groups = 2), ReLU, ChannelShuffle(3)]
[Conv2D(32, 1, Groups = 4), ChannelShuffle(4)]
[Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class ShuffledChannels;

/// <summary>ShuffleNet v2's: one half stays as it is.</summary>
[Network(5, 6, 3)]
[Conv2D(10, 3, Pad = 1, Name = "whole")]
[Branch, SliceChannels(0, 5)]
[Branch, SliceChannels(5, 5), Conv2D(5, 1), ReLU]
[Concat, ChannelShuffle(2), Add("whole")]
[Flatten]
[Dense(4), SoftmaxCrossEntropy]
public partial class SplitChannels;

/// <summary>Channels of the input, of a sequence and of a vector; some are taken twice, some never.</summary>
[Network(6, 40)]
[SliceChannels(0, 33), LayerNorm]
[Branch, SliceChannels(0, 18), Branch, SliceChannels(14, 18)]
[Add, ChannelShuffle(3), Flatten]
[Dense(20), SliceChannels(2, 16), ChannelShuffle(8), Dense(3), SoftmaxCrossEntropy]
public partial class SlicedSequences;

/// <summary>Workers share the kernels of a prediction, these cut into samples.</summary>
[SharesKernels]
[Network(6, 6, 4)]
[SliceChannels(0, 3), PixelUnshuffle(2), ChannelShuffle(3), PixelShuffle(2), Conv2D(3, 3), MeanSquaredError]
public partial class SharedShuffles;
