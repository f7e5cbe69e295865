using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Runtime;

/// <summary>The loss of a network of embeddings, for its evaluation. Made by generated code.</summary>
/// <param name="Margin">The loss's margin.</param>
/// <param name="Mining">Which triplets there are; null for <see cref="Contrastive"/>.</param>
public readonly record struct EmbeddingLoss(float Margin, TripletMining? Mining = null)
{
    /// <summary>The losses of a batch.</summary>
    /// <param name="embeddings">First value of the first embedding.</param>
    /// <param name="gradient">Room for as many values.</param>
    /// <param name="labels">The label of every sample.</param>
    /// <param name="losses">Receives the loss of every sample.</param>
    /// <param name="stride">Floats per sample, a multiple of 16.</param>
    internal void Evaluate(ref float embeddings, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, int stride)
    {
        if (Mining is { } mining)
            EmbeddingLossKernels.Triplet(ref embeddings, ref gradient, labels, losses, 0, labels.Length, stride, Margin, mining, scale: 1f);
        else
            EmbeddingLossKernels.Contrastive(ref embeddings, ref gradient, labels, losses, 0, labels.Length, stride, Margin, scale: 1f);
    }
}
