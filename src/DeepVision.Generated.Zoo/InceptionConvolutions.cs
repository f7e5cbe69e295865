namespace DeepVision.Generated.Zoo;

/// <summary>A convolution of the Inception networks: without bias, with batch normalisation (epsilon 1e-3) and ReLU behind it.</summary>
/// <remarks>As <c>BasicConv2d</c> of <c>torchvision.models</c>.</remarks>
/// <param name="filters">Output channels.</param>
/// <param name="kernelSize">Rows and columns of the kernel.</param>
/// <param name="stride">Pixels from one position of the kernel to the next.</param>
/// <param name="pad">Zeros on each side.</param>
public sealed class BasicConv2D(int filters, int kernelSize, int stride = 1, int pad = 0) : Block(
    new Conv2D(filters, kernelSize) { Stride = stride, Pad = pad, Bias = false }, new BatchNorm { Epsilon = 1e-3f }, new ReLU());

/// <summary>The same with a rectangular kernel, whose padding keeps height and width.</summary>
/// <param name="filters">Output channels.</param>
/// <param name="kernelHeight">Rows of the kernel, an odd number.</param>
/// <param name="kernelWidth">Columns of the kernel, an odd number.</param>
public sealed class AsymmetricConv2D(int filters, int kernelHeight, int kernelWidth) : Block(
    new Conv2D(filters, kernelHeight, kernelWidth) { Padding = Padding.Same, Bias = false }, new BatchNorm { Epsilon = 1e-3f }, new ReLU());
