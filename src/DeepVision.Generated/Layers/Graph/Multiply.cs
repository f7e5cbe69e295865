namespace DeepVision.Generated;

/// <summary>
/// Product of values of one shape, which stays as it is: y = x₁ · … · xₙ. One of two values may be a gate of the other, on
/// either side: 1×1×c or a vector of c, a factor for each channel, or h×w×1, a factor for each pixel.
/// </summary>
/// <remarks>
/// Squeeze-and-excitation blocks (Hu et al. 2017, arXiv:1709.01507) and attention gates (Oktay et al. 2018, arXiv:1804.03999) are made of
/// it. Keras: <c>Multiply()</c>. PyTorch: <c>a * b</c>.
/// </remarks>
/// <param name="names">Layers to take beside the ends of the paths, or beside what stands before the join.</param>
public sealed class Multiply(params string[] names) : Join(names);
