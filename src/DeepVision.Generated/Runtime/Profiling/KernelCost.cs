namespace DeepVision.Generated.Runtime;

/// <summary>What one kernel of a network has to do at least; the generator knows it from the shapes.</summary>
/// <param name="Name">Name in the generated engine, for example <c>Conv2D1Forward</c>.</param>
/// <param name="Layer">The layer as declared, for example <c>Conv2D(32, 3)</c>; empty for what serves all layers.</param>
/// <param name="MultiplyAdds">
/// Multiply-adds that the results of one sample need by the layer's definition; zeros of the padding and pixels that a fused
/// pooling drops don't count. 0 for kernels that only move data.
/// </param>
/// <param name="SampleBytes">Bytes of one sample's values, each read or written once.</param>
/// <param name="WeightBytes">Bytes of the weights, each read or written once.</param>
public sealed record KernelCost(string Name, string Layer, long MultiplyAdds, long SampleBytes, long WeightBytes);
