namespace DeepVision.Generated;

/// <summary>
/// Loss for regions, also small ones: 1 − the overlap of what is found and what is wanted. Behind <see cref="Sigmoid"/> it is for yes or no,
/// with targets between 0 and 1 in the shape of the output; over the scores of several classes at each pixel of an image it applies softmax
/// itself, and targets are labels from 0, one for each pixel.
/// </summary>
/// <remarks>
/// L = 1 − (2 · Σ p · t + s) / (Σ p + Σ t + s), where the sums are over the pixels of a sample (Milletari et al. 2016, arXiv:1606.04797, without their
/// squares); mean over the channels or classes, and over the batch. Behind a vector the sums are over all of its values.
/// Behind Sigmoid the network becomes a <c>BinaryNetwork</c>, behind scores a <c>SegmentationNetwork</c>; evaluations tell this loss.
/// Keras: <c>Dice(axis=...)</c>. PyTorch: MONAI's <c>DiceLoss(sigmoid=True)</c> or <c>DiceLoss(softmax=True, to_onehot_y=True)</c>,
/// with smooth for <c>smooth_nr</c> and <c>smooth_dr</c>.
/// </remarks>
/// <param name="smooth">s, above 0: what keeps the loss of a sample without any pixel of a class defined, 0 where none is found; 1 by default.</param>
public sealed class Dice(float smooth = 1f) : Loss
{
    /// <summary>s, added above and below.</summary>
    public float Smooth { get; } = smooth;

    /// <inheritdoc cref="SoftmaxCrossEntropy.IgnoredLabel"/>
    public int IgnoredLabel { get; init; } = SoftmaxCrossEntropy.NoLabel;
}
