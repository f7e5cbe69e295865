using DeepVision.Generated;

namespace Sequences.Motions;

/// <summary>What both networks make of a frame: 288 values.</summary>
public sealed class FrameEncoder() : Block(
    new Conv2D(16, 3) { Padding = Padding.Same, Bias = false }, new BatchNorm(), new ReLU(), new MaxPool2D(2),
    new Conv2D(32, 3) { Padding = Padding.Same, Bias = false }, new BatchNorm(), new ReLU(), new MaxPool2D(2),
    new Conv2D(32, 3) { Padding = Padding.Same, Bias = false }, new BatchNorm(), new ReLU(), new MaxPool2D(2),
    new Flatten());

/// <summary>Tells the motion of a clip: convolutions on each frame, and a memory over them.</summary>
[Network(MotionClips.Steps, MotionClips.Size, MotionClips.Size, 1)]
[FrameEncoder, LSTM(64)]
[Dense(MotionClips.Motions), SoftmaxCrossEntropy]
public partial class ClipReader;

/// <summary>The same convolutions on single frames.</summary>
[Network(MotionClips.Size, MotionClips.Size, 1)]
[FrameEncoder, Dense(64), ReLU]
[Dense(MotionClips.Motions), SoftmaxCrossEntropy]
public partial class FrameReader;
