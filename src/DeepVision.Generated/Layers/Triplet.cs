namespace DeepVision.Generated;

/// <summary>
/// Loss for embeddings: each sample (the anchor) is to be nearer to the samples with its label (positives) than to any other ones (negatives), by a margin.
/// Targets are labels, one for each sample; any number of classes. It compares the samples of a batch, which should hold several samples of each of several classes.
/// </summary>
/// <remarks>
/// L = max(0, d(anchor, positive) − d(anchor, negative) + margin), where d is the Euclidean distance (Schroff et al. 2015, arXiv:1503.03832);
/// <see cref="Mining"/> says over which triplets the mean is. Put <see cref="L2Normalize"/> in front of it for embeddings on the unit sphere. The network becomes an
/// <c>EmbeddingNetwork</c>. Keras: <c>tfa.losses.TripletHardLoss</c>, <c>TripletSemiHardLoss</c>. PyTorch: <c>nn.TripletMarginLoss</c>, for triplets that are given.
/// </remarks>
/// <param name="margin">How much nearer, above 0; 0.2 by default.</param>
public sealed class Triplet(float margin = 0.2f) : Loss
{
    /// <summary>How much nearer a positive is to be than a negative.</summary>
    public float Margin { get; } = margin;

    /// <summary>The triplets that are made of a batch; <see cref="TripletMining.BatchHard"/> by default.</summary>
    public TripletMining Mining { get; init; } = TripletMining.BatchHard;
}

/// <summary>Which triplets of a batch a <see cref="Triplet"/> loss learns from.</summary>
public enum TripletMining
{
    /// <summary>For each anchor its farthest positive and its nearest negative; mean over the anchors that have both (Hermans et al. 2017, arXiv:1703.07737).</summary>
    BatchHard,

    /// <summary>All triplets; mean over those whose loss isn't 0 (Hermans et al. 2017, arXiv:1703.07737).</summary>
    BatchAll,

    /// <summary>
    /// For each anchor and positive the nearest negative that is farther than the positive or, where none is, the farthest one; mean over all
    /// such pairs (Schroff et al. 2015, arXiv:1503.03832).
    /// </summary>
    SemiHard,
}
