namespace DeepVision.Generated;

/// <summary>
/// Loss for embeddings: vectors of samples with the same label come near each other, others at least a margin apart. Targets are labels, one for each
/// sample; any number of classes. It compares all pairs of a batch, so batches should hold several samples of each of several classes.
/// </summary>
/// <remarks>
/// L = ½ · d² for a pair of equal labels and ½ · max(0, margin − d)² for others, where d is the Euclidean distance; mean over all pairs of the batch
/// (Hadsell et al. 2006, Dimensionality Reduction by Learning an Invariant Mapping). The network becomes an <c>EmbeddingNetwork</c>. Keras: none.
/// PyTorch: none, but pytorch-metric-learning's <c>ContrastiveLoss</c>.
/// </remarks>
/// <param name="margin">Distance from which samples of different classes are far enough from each other, above 0; 1 by default.</param>
public sealed class Contrastive(float margin = 1f) : Loss
{
    /// <summary>Distance from which samples of different classes are far enough from each other.</summary>
    public float Margin { get; } = margin;
}
