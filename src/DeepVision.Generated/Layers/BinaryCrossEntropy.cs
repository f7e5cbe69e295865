namespace DeepVision.Generated;

/// <summary>Loss for independent yes-or-no answers. Targets are between 0 and 1 and have the shape of the output; the layer before it is <see cref="Sigmoid"/>.</summary>
/// <remarks>
/// L = −t · log y − (1 − t) · log(1 − y), mean over the batch and all values, computed from the value before the Sigmoid so
/// that it never overflows. The network becomes a <c>BinaryNetwork</c>. Keras: <c>BinaryCrossentropy()</c>.
/// PyTorch: <c>nn.BCEWithLogitsLoss()</c> without the Sigmoid.
/// </remarks>
public sealed class BinaryCrossEntropy : Loss;
