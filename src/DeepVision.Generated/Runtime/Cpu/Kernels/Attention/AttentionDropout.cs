namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Which probabilities of an attention a training step drops: what keys their draws, as those of <see cref="DropoutKernels"/>.</summary>
/// <param name="Rate">Probability of being dropped, at least 0 and below 1; 0 drops none.</param>
/// <param name="Seed">The network's seed.</param>
/// <param name="Layer">The hash of the layer's name, see <see cref="RandomPurpose.Dropout"/>.</param>
/// <param name="Step">The training step.</param>
/// <param name="FirstSample">Index in the batch of the first sample.</param>
public readonly record struct AttentionDropout(float Rate, int Seed, int Layer, long Step, int FirstSample);
