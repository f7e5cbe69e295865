namespace DeepVision.Generated;

/// <summary>Loss for choosing one of several classes: softmax and cross-entropy in one, over a vector of scores (classes). Targets are labels from 0.</summary>
/// <remarks>
/// L = −Σ t[c] · log softmax(x)[c], where t is 1 at the label (with smoothing s: 1 − s + s/classes, and s/classes
/// elsewhere); mean over the batch, with class weights the weighted mean, as in PyTorch. The network becomes a
/// <c>ClassificationNetwork</c>. Keras: <c>SparseCategoricalCrossentropy(from_logits=True)</c>.
/// PyTorch: <c>nn.CrossEntropyLoss()</c>.
/// </remarks>
public sealed class SoftmaxCrossEntropy : Loss
{
    /// <summary>Share of the target spread evenly over all classes, at least 0 and below 1; 0 by default (Szegedy et al. 2016, arXiv:1512.00567).</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>One weight for each class, 0 or more, for data with rare classes; all alike by default.</summary>
    public float[]? ClassWeights { get; init; }
}
