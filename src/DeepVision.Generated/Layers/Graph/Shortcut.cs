namespace DeepVision.Generated;

/// <summary>
/// The path around a residual block: hands on its input where that has the shape of the path beside it, else makes it so by a
/// 1×1 convolution without bias, whose stride follows from the shapes, and a <see cref="BatchNorm"/>.
/// </summary>
/// <remarks>
/// Projection shortcuts where dimensions change, option B of He et al. 2015 (arXiv:1512.03385, section 4.1). The convolution
/// and the normalisation are called <c>shortcut_1.conv2d_1</c> and <c>shortcut_1.batchnorm_1</c>.
/// Keras: none, <c>Conv2D</c> and <c>BatchNormalization</c> are written out. PyTorch: none, torchvision's residual networks call it <c>downsample</c>.
/// <code>
/// [Branch, Conv2D(64, 3, Stride = 2, Pad = 1), BatchNorm, ReLU, Conv2D(64, 3, Pad = 1), BatchNorm]
/// [Branch, Shortcut]
/// [Add, ReLU]
/// </code>
/// </remarks>
public sealed class Shortcut : Layer;
