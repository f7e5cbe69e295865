namespace DeepVision.Generated;

/// <summary>An initialiser of one's own: gives one tensor its initial values. See <see cref="Network.InitializeWeights"/>.</summary>
/// <param name="tensor">The tensor: its name, shape, fan-in and fan-out.</param>
/// <param name="random">
/// Random numbers of the tensor's own: they depend on the network's seed and the tensor's name alone, so a layer that is added or
/// removed changes those of no other.
/// </param>
/// <param name="values">Its values in the order of <see cref="ParameterTensor.Shape"/>, as they are; whatever is written here they will be.</param>
public delegate void WeightInitializer(ParameterTensor tensor, WeightRandom random, Span<float> values);
