using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class LossKernels
{
    /// <summary>
    /// Softmax with cross-entropy against a probability of every class, with the semantics of PyTorch's CrossEntropyLoss. With label
    /// smoothing ε, class weights w and C classes, the loss of a sample with the targets t is
    /// Σ w[c]·((1 − ε)·t[c] + ε/C)·(−log p[c]). The caller divides by the number of samples.
    /// </summary>
    /// <param name="scores">First score of the first sample.</param>
    /// <param name="gradient">Gradient of the loss with respect to the scores, times <paramref name="scale"/>; its padding is written as zero.</param>
    /// <param name="targets">The probabilities wanted, <paramref name="classes"/> for each sample, without padding.</param>
    /// <param name="losses">The loss of each sample, not yet divided.</param>
    /// <param name="correct">1 where the largest score belongs to the class with the largest target (the first of equal ones), else 0; empty if nobody asks.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats per sample, a multiple of 16.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / number of samples.</param>
    public static void SoftCrossEntropy(ref float scores, ref float gradient, ReadOnlySpan<float> targets, Span<float> losses, Span<int> correct, int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale)
    {
        for (int sample = 0; sample < losses.Length; sample++)
        {
            nint offset = (nint)sample * stride;
            ref float row = ref Unsafe.Add(ref scores, offset);
            ReadOnlySpan<float> target = targets.Slice(sample * classes, classes);
            if (!correct.IsEmpty)
                correct[sample] = IsLargest(ref row, target) ? 1 : 0;
            losses[sample] = SoftCrossEntropyRow(ref row, ref Unsafe.Add(ref gradient, offset), target, stride, labelSmoothing, classWeights, scale);
        }
    }

    /// <summary>
    /// Softmax with the Kullback-Leibler divergence of the targets t from the probabilities p, Σ t[c]·(log t[c] − log p[c]), where a target
    /// of 0 adds nothing. Its gradient is that of <see cref="SoftCrossEntropy"/>, from which it differs by the entropy of the targets.
    /// </summary>
    /// <inheritdoc cref="SoftCrossEntropy" path="/param"/>
    public static void KLDivergence(ref float scores, ref float gradient, ReadOnlySpan<float> targets, Span<float> losses, Span<int> correct, int classes, int stride, float scale)
    {
        for (int sample = 0; sample < losses.Length; sample++)
        {
            nint offset = (nint)sample * stride;
            ref float row = ref Unsafe.Add(ref scores, offset);
            ReadOnlySpan<float> target = targets.Slice(sample * classes, classes);
            if (!correct.IsEmpty)
                correct[sample] = IsLargest(ref row, target) ? 1 : 0;

            // Term by term in double: the small difference of two large sums would be left otherwise.
            double divergence = SampleLosses.KLDivergence(MemoryMarshal.CreateReadOnlySpan(ref row, classes), target);
            SoftCrossEntropyRow(ref row, ref Unsafe.Add(ref gradient, offset), target, stride, 0f, [], scale);
            losses[sample] = (float)divergence;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SoftCrossEntropyRow(ref float row, ref float gradient, ReadOnlySpan<float> target, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale)
    {
        int classes = target.Length;
        float maximum = SoftmaxKernels.Maximum(ref row, classes);
        Vector512<float> total = Vector512<float>.Zero, scores = total, shift = Vector512.Create(maximum);
        for (int channel = 0; channel < classes; channel += Lanes.Count)
        {
            Vector512<float> share = Share(target, channel, labelSmoothing, classWeights);
            total += share;
            // The padding of the scores is zero, and so is its share.
            scores = Vector512.FusedMultiplyAdd(share, Vector512.LoadUnsafe(ref row, (nuint)channel) - shift, scores);
        }

        float sum = SoftmaxKernels.Exponentials(ref row, ref gradient, maximum, classes, stride);
        float weight = Lanes.Sum(total), factor = scale * weight / sum;
        for (int channel = 0; channel < classes; channel += Lanes.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref gradient, (nuint)channel) * factor - Share(target, channel, labelSmoothing, classWeights) * scale;
            value.StoreUnsafe(ref gradient, (nuint)channel);
        }

        return weight * (float)PortableMath.Log(sum) - Lanes.Sum(scores);
    }

    /// <summary>Weight times smoothed target of sixteen classes; zero behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Share(ReadOnlySpan<float> target, int channel, float labelSmoothing, ReadOnlySpan<float> classWeights)
    {
        int left = target.Length - channel;
        Vector512<float> share = Wanted(target, channel);
        if (labelSmoothing != 0f)
            share = Vector512.FusedMultiplyAdd(share, Vector512.Create(1f - labelSmoothing), Vector512.Create(labelSmoothing / target.Length)) & Lanes.Mask(left);
        return classWeights.IsEmpty ? share : share * Lanes.LoadPartial(ref Unsafe.Add(ref MemoryMarshal.GetReference(classWeights), channel), left, left);
    }

    /// <summary>Whether the largest score belongs to the class with the largest target; of equal ones the first counts, and what is not a number is wrong.</summary>
    private static bool IsLargest(ref float row, ReadOnlySpan<float> target) =>
        CrossEntropyRow.IsFirstOf(ref row, SoftmaxKernels.Maximum(ref row, target.Length), SampleLosses.Largest(target));
}
