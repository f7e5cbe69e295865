namespace DeepVision.Generated;

/// <summary>Mean of values of one shape, which stays as it is: y = Σ xᵢ / n.</summary>
/// <remarks>Keras: <c>Average()</c>. PyTorch: <c>(a + b) / 2</c>.</remarks>
/// <param name="names">Layers to take beside the ends of the paths, or beside what stands before the join.</param>
public sealed class Average(params string[] names) : Join(names);
