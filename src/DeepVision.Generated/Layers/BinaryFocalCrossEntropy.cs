namespace DeepVision.Generated;

/// <summary>
/// Focal loss for independent yes-or-no answers: a cross-entropy that answers count in less, the better they are known. Targets are
/// between 0 and 1 and have the shape of the output; the layer before it is <see cref="Sigmoid"/>.
/// </summary>
/// <remarks>
/// L = −α · t · (1 − y)^γ · log y − (1 − α) · (1 − t) · y^γ · log(1 − y), mean over the batch and all values, computed from the value before the
/// Sigmoid (Lin et al. 2017, arXiv:1708.02002). The network becomes a <c>BinaryNetwork</c>; evaluations tell the plain cross-entropy.
/// Keras: <c>BinaryFocalCrossentropy(apply_class_balancing=True, alpha=alpha, gamma=gamma)</c>.
/// PyTorch: <c>torchvision.ops.sigmoid_focal_loss</c>.
/// </remarks>
/// <param name="gamma">γ, 0 or more: 0 is cross-entropy; 2 by default.</param>
public sealed class BinaryFocalCrossEntropy(float gamma = 2f) : Loss
{
    /// <summary>γ, the exponent of what is missing.</summary>
    public float Gamma { get; } = gamma;

    /// <summary>Weight α of yes, above 0 and below 1; that of no is 1 − α. 0.25 by default, as in the paper; with 0.5 both count alike, half each.</summary>
    public float Alpha { get; init; } = 0.25f;
}
