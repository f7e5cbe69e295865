namespace DeepVision.Generated;

/// <summary>
/// Loss for choosing one of several classes: softmax and cross-entropy in one, over a vector of scores (classes) or over the scores at each
/// pixel of an image (height, width, classes). Targets are labels from 0, one for each sample or one for each pixel; or, with
/// <see cref="SoftTargets"/>, a probability for each class.
/// </summary>
/// <remarks>
/// L = −Σ t[c] · log softmax(x)[c], where t is 1 at the label (with smoothing s: 1 − s + s/classes, and s/classes
/// elsewhere); mean over the batch, with class weights the weighted mean, as in PyTorch. Behind a vector the network becomes a
/// <c>ClassificationNetwork</c>. Behind an image it becomes a <c>SegmentationNetwork</c> (Long et al. 2015, arXiv:1411.4038), and the mean
/// is that over all pixels of the batch which count: an image of which half is ignored counts half.
/// Keras: <c>SparseCategoricalCrossentropy(from_logits=True)</c>, with soft targets <c>CategoricalCrossentropy(from_logits=True)</c>.
/// PyTorch: <c>nn.CrossEntropyLoss()</c>.
/// </remarks>
public sealed class SoftmaxCrossEntropy : Loss
{
    /// <summary>The default of <see cref="IgnoredLabel"/>: every pixel counts.</summary>
    public const int NoLabel = int.MinValue;

    /// <summary>Share of the target spread evenly over all classes, at least 0 and below 1; 0 by default (Szegedy et al. 2016, arXiv:1512.00567).</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>One weight for each class, 0 or more, for data with rare classes; all alike by default.</summary>
    public float[]? ClassWeights { get; init; }

    /// <summary>
    /// Whether the classes get weights by how often they occur in the data that training begins with: samples / (classes · samples of the
    /// class), so that all classes together count alike; false by default. It takes the place of <see cref="ClassWeights"/>.
    /// scikit-learn: <c>class_weight='balanced'</c>.
    /// </summary>
    public bool BalancedClasses { get; init; }

    /// <summary>
    /// The label of pixels that don't count, such as 255 along the edges of things in Pascal VOC: they give neither loss nor gradients, and
    /// evaluations leave them out. None by default. For images only. PyTorch: <c>ignore_index</c>.
    /// </summary>
    public int IgnoredLabel { get; init; } = NoLabel;

    /// <summary>
    /// Whether the network learns from a probability for each class (soft or one-hot targets) in place of labels; false by default. A
    /// target has as many values as there are classes, 0 or more, whose sum is 1; an answer is right where its class has the largest of
    /// them. A data set with labels serves too: they are taken as one-hot. For vectors only. Class weights then
    /// multiply the terms of the sum, and the mean is over the samples, as in PyTorch.
    /// </summary>
    public bool SoftTargets { get; init; }
}
