namespace DeepVision.Generated.Oracle.Chains;

/// <summary>The loss that ends a chain.</summary>
/// <param name="Text">As written between brackets.</param>
internal abstract record ChainLoss(string Text);

internal sealed record CrossEntropyLoss(string Text, float LabelSmoothing, float[]? ClassWeights) : ChainLoss(Text);

internal sealed record SquaredErrorLoss() : ChainLoss("MeanSquaredError");

internal sealed record AbsoluteErrorLoss() : ChainLoss("MeanAbsoluteError");

internal sealed record HuberLoss(string Text, float Delta) : ChainLoss(Text);

/// <summary>The layer before it is a sigmoid.</summary>
internal sealed record BinaryCrossEntropyLoss() : ChainLoss("BinaryCrossEntropy");
