using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Losses that compare the samples of a batch. A worker computes the losses and gradients of its own samples, and reads the embeddings of all:
/// vectors with padded length (padding zero), all of which are there before the first worker begins. Losses and gradients lie apart from them.
/// </summary>
public static partial class EmbeddingLossKernels
{
    /// <summary>
    /// ½·d² for a pair of samples with equal labels and ½·max(0, margin − d)² for others, with the Euclidean distance d. The loss of a sample is the mean over
    /// the pairs that it takes part in, so the mean over the samples is that over all pairs; 0 for a single sample.
    /// </summary>
    /// <param name="embeddings">First value of the first sample's embedding.</param>
    /// <param name="gradient">First value of the first sample's gradient, times <paramref name="scale"/>.</param>
    /// <param name="labels">The label of every sample of the batch.</param>
    /// <param name="losses">Receives the losses of the worker's samples, at their places.</param>
    /// <param name="first">First of the worker's samples.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="stride">Floats per sample, a multiple of 16.</param>
    /// <param name="margin">Distance from which samples with other labels are far enough.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Contrastive(ref float embeddings, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, int first, int count, int stride, float margin, float scale)
    {
        float pairs = Math.Max(1, labels.Length - 1);
        // A pair stands in the loss of both of its samples, and moves both.
        float factor = 2f * scale / pairs;
        for (int sample = first; sample < first + count; sample++)
        {
            ref float own = ref Unsafe.Add(ref embeddings, (nint)sample * stride), change = ref Unsafe.Add(ref gradient, (nint)sample * stride);
            MemoryMarshal.CreateSpan(ref change, stride).Clear();
            float loss = 0f;
            for (int other = 0; other < labels.Length; other++)
            {
                if (other == sample)
                    continue;
                ref float others = ref Unsafe.Add(ref embeddings, (nint)other * stride);
                float squared = SquaredDistance(ref own, ref others, stride);
                if (labels[other] == labels[sample])
                {
                    loss += 0.5f * squared;
                    AddDifference(ref change, ref own, ref others, stride, factor);
                    continue;
                }

                float distance = MathF.Sqrt(squared), missing = margin - distance;
                // Written so that what is not a number stays so.
                if (missing <= 0f)
                    continue;
                loss += 0.5f * missing * missing;
                if (distance != 0f)
                    AddDifference(ref change, ref own, ref others, stride, -factor * missing / distance);
            }

            losses[sample] = loss / pairs;
        }
    }

    /// <summary>
    /// max(0, d(anchor, positive) − d(anchor, negative) + margin) with the Euclidean distance d, where the positive has the anchor's label and the negative
    /// another one. The loss of a sample is that of the triplets whose anchor it is, such that the mean over the samples is that of the mining.
    /// </summary>
    /// <param name="embeddings">First value of the first sample's embedding.</param>
    /// <param name="gradient">First value of the first sample's gradient, times <paramref name="scale"/>.</param>
    /// <param name="labels">The label of every sample of the batch.</param>
    /// <param name="losses">Receives the losses of the worker's samples, at their places.</param>
    /// <param name="first">First of the worker's samples.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="stride">Floats per sample, a multiple of 16.</param>
    /// <param name="margin">How much nearer a positive is to be.</param>
    /// <param name="mining">Which triplets there are.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    public static void Triplet(ref float embeddings, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, int first, int count, int stride, float margin, TripletMining mining, float scale)
    {
        int samples = labels.Length;
        float[] rented = ArrayPool<float>.Shared.Rent(checked((2 * samples + 1) * samples));
        try
        {
            // All workers come to the same triplets: what a sample's gradient is made of depends on all anchors.
            TripletBatch batch = new(rented, labels, margin);
            batch.Measure(ref embeddings, stride);
            float factor = batch.Find(mining);
            batch.Losses.Slice(first, count).CopyTo(losses[first..]);
            foreach (ref float loss in losses.Slice(first, count))
                loss *= factor;
            for (int sample = first; sample < first + count; sample++)
                WriteGradient(ref embeddings, ref Unsafe.Add(ref gradient, (nint)sample * stride), batch, sample, stride, scale * factor);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>‖a − b‖².</summary>
    /// <param name="a">First value.</param>
    /// <param name="b">First value.</param>
    /// <param name="stride">Values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float SquaredDistance(ref float a, ref float b, int stride)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (nuint i = 0; i < (nuint)stride; i += Lanes.Count)
        {
            Vector512<float> difference = Vector512.LoadUnsafe(ref a, i) - Vector512.LoadUnsafe(ref b, i);
            sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
        }

        return Lanes.Sum(sum);
    }

    /// <summary>The derivative of a distance d(i, j) by xᵢ is (xᵢ − xⱼ) / d, and 0 where both lie in the same place.</summary>
    private static void WriteGradient(ref float embeddings, ref float change, in TripletBatch batch, int sample, int stride, float factor)
    {
        MemoryMarshal.CreateSpan(ref change, stride).Clear();
        ref float own = ref Unsafe.Add(ref embeddings, (nint)sample * stride);
        for (int other = 0; other < batch.Count; other++)
        {
            float slope = batch.Slope(sample, other) + batch.Slope(other, sample), distance = batch.Distance(sample, other);
            if (slope != 0f && distance != 0f)
                AddDifference(ref change, ref own, ref Unsafe.Add(ref embeddings, (nint)other * stride), stride, factor * slope / distance);
        }
    }

    /// <summary>Adds factor·(a − b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDifference(ref float sum, ref float a, ref float b, int stride, float factor)
    {
        for (nuint i = 0; i < (nuint)stride; i += Lanes.Count)
        {
            Vector512<float> difference = Vector512.LoadUnsafe(ref a, i) - Vector512.LoadUnsafe(ref b, i);
            Vector512.FusedMultiplyAdd(difference, Vector512.Create(factor), Vector512.LoadUnsafe(ref sum, i)).StoreUnsafe(ref sum, i);
        }
    }
}
