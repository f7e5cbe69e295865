namespace DeepVision.Generated;

/// <summary>
/// The largest of values of one shape, which stays as it is: y = max xᵢ, value by value. Not-a-number is larger than any number;
/// of equal values the first one gets the gradient.
/// </summary>
/// <remarks>Keras: <c>Maximum()</c>. PyTorch: <c>torch.maximum(a, b)</c>, which divides the gradient between equal values.</remarks>
/// <param name="names">Layers to take beside the ends of the paths, or beside what stands before the join.</param>
public sealed class Maximum(params string[] names) : Join(names);
