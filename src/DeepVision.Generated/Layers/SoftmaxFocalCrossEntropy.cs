namespace DeepVision.Generated;

/// <summary>
/// Focal loss for choosing one of several classes, over a vector of scores or over the scores at each pixel of an image: softmax and a
/// cross-entropy that samples count in less, the better they are known. Targets are labels from 0, one for each sample or pixel.
/// </summary>
/// <remarks>
/// L = −(1 − p)^γ · log p with p = softmax(x) of the label, mean over the batch as in <see cref="SoftmaxCrossEntropy"/>
/// (Lin et al. 2017, arXiv:1708.02002). The paper's α are <see cref="ClassWeights"/>. The network becomes a
/// <c>ClassificationNetwork</c>, behind an image a <c>SegmentationNetwork</c>; evaluations tell the plain cross-entropy.
/// Keras: <c>CategoricalFocalCrossentropy(gamma=gamma, from_logits=True)</c>. PyTorch: none.
/// </remarks>
/// <param name="gamma">γ, 0 or more: 0 is cross-entropy; 2 by default.</param>
public sealed class SoftmaxFocalCrossEntropy(float gamma = 2f) : Loss
{
    /// <summary>γ, the exponent of what is missing.</summary>
    public float Gamma { get; } = gamma;

    /// <summary>One weight α for each class, 0 or more; all alike by default.</summary>
    public float[]? ClassWeights { get; init; }

    /// <inheritdoc cref="SoftmaxCrossEntropy.BalancedClasses"/>
    public bool BalancedClasses { get; init; }

    /// <inheritdoc cref="SoftmaxCrossEntropy.IgnoredLabel"/>
    public int IgnoredLabel { get; init; } = SoftmaxCrossEntropy.NoLabel;
}
