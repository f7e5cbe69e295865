namespace DeepVision.Generated.Oracle.Chains;

/// <summary>The loss that ends a chain.</summary>
/// <param name="Text">As written between brackets.</param>
internal abstract record Loss(string Text);

internal sealed record CrossEntropyLoss(string Text, float LabelSmoothing, float[]? ClassWeights) : Loss(Text);

internal sealed record SquaredErrorLoss() : Loss("MeanSquaredError");

internal sealed record AbsoluteErrorLoss() : Loss("MeanAbsoluteError");

internal sealed record HuberLoss(string Text, float Delta) : Loss(Text);

/// <summary>The layer before it is a sigmoid.</summary>
internal sealed record BinaryCrossEntropyLoss() : Loss("BinaryCrossEntropy");
