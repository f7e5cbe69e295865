namespace DeepVision.Generated.Runtime;

/// <summary>Neighbouring parameters whose layers have the same learning-rate factor.</summary>
/// <param name="Start">Place of the first of them in the flat buffer; a multiple of 16.</param>
/// <param name="Length">How many there are; a multiple of 16.</param>
/// <param name="Factor">What the learning rate is multiplied by, 0 or more; 0 leaves the parameters as they are.</param>
public readonly record struct UpdateRange(int Start, int Length, float Factor);
