namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>A basic residual block (He et al. 2015), as a user would write it.</summary>
public sealed class Residual(int filters, int stride = 1, bool norm = true) : Block(
    new Branch(),
    new Conv2D(filters, 3) { Stride = stride, Pad = 1, Bias = false }, norm ? new BatchNorm() : null, new Tanh(),
    new Conv2D(filters, 3) { Pad = 1, Bias = false, Name = "last" },
    new Branch(), new Shortcut(),
    new Add(), new Tanh());

/// <summary>A block of blocks.</summary>
public sealed class Stage(int filters) : Block(
    new Residual(filters, stride: 2), new Residual(filters, norm: false) { Times = 2 });
