namespace DeepVision.Generated;

/// <summary>Sum of values of one shape, which stays as it is: y = Σ xᵢ.</summary>
/// <remarks>Residual networks are made of it (He et al. 2015, arXiv:1512.03385). Keras: <c>Add()</c>. PyTorch: <c>a + b</c>.</remarks>
/// <param name="names">Layers to add beside the ends of the paths, or beside what stands before the join.</param>
public sealed class Add(params string[] names) : Join(names);
