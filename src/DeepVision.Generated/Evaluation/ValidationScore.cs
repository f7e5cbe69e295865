namespace DeepVision.Generated;

/// <summary>What a validation at the end of an epoch keeps.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">0 to 1; null where the loss has no notion of it.</param>
internal readonly record struct ValidationScore(double Loss, double? Accuracy);
