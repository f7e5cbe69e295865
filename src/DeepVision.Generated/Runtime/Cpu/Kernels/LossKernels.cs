using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Losses with their gradients, one pass per sample. Scores and gradients are N,H,W,C floats with padded channels
/// (padding zero); scores and gradient may be the same buffer.
/// </summary>
public static partial class LossKernels
{
    /// <summary>
    /// Softmax with cross-entropy, with the semantics of PyTorch's CrossEntropyLoss. With label smoothing ε, class
    /// weights w and C classes, the loss of a sample with label y is
    /// (1 − ε)·w[y]·(−log p[y]) + ε/C·Σ w[c]·(−log p[c]). The caller divides by the sum of w[y].
    /// </summary>
    /// <param name="scores">First score of the first sample.</param>
    /// <param name="gradient">Gradient of the loss with respect to the scores, times <paramref name="scale"/>.</param>
    /// <param name="labels">One label per sample, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="losses">The weighted loss of each sample, not yet divided.</param>
    /// <param name="correct">1 where the largest score (the first of equal ones) is the label's, else 0; empty if nobody asks.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats per sample, a multiple of 16.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / Σ w[y].</param>
    /// <param name="gamma">γ of the focal loss (1 − p[y])^γ·w[y]·(−log p[y]) (Lin et al. 2017, arXiv:1708.02002), which knows no smoothing; 0 for cross-entropy.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftmaxCrossEntropy(ref float scores, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, Span<int> correct, int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale, float gamma = 0)
    {
        CheckLabels(labels, classes);
        CrossEntropyRow crossEntropy = new(classes, stride, labelSmoothing, classWeights, scale, gamma);
        for (int sample = 0; sample < labels.Length; sample++)
        {
            nint offset = (nint)sample * stride;
            losses[sample] = crossEntropy.Evaluate(ref Unsafe.Add(ref scores, offset), ref Unsafe.Add(ref gradient, offset), labels[sample], out bool isCorrect);
            if (!correct.IsEmpty)
                correct[sample] = isCorrect ? 1 : 0;
        }
    }

    /// <summary>
    /// The same over the pixels of images: the loss of a sample is the sum of those of its pixels, in sixteen lanes (pixel modulo 16) that are
    /// added in a tree. Pixels with the ignored label have no loss, and their gradient is zero.
    /// </summary>
    /// <param name="scores">First score of the first pixel of the first sample.</param>
    /// <param name="gradient">Gradient of the loss with respect to the scores, times <paramref name="scale"/>.</param>
    /// <param name="labels">One label per pixel, 0 to <paramref name="classes"/> − 1 or <paramref name="ignoredLabel"/>.</param>
    /// <param name="losses">The weighted loss of each sample, not yet divided.</param>
    /// <param name="correct">Pixels of each sample whose largest score (the first of equal ones) is the label's; empty if nobody asks.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats per pixel, a multiple of 16.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="ignoredLabel">The label of pixels that don't count.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / Σ w[y].</param>
    /// <param name="gamma">γ of the focal loss (1 − p[y])^γ·w[y]·(−log p[y]) (Lin et al. 2017, arXiv:1708.02002), which knows no smoothing; 0 for cross-entropy.</param>
    /// <param name="lengths">How many pixels of each sample count, the steps of its sequence; empty = all. The others are as if ignored, whatever their labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither one of the classes nor ignored.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PixelCrossEntropy(ref float scores, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, Span<int> correct, int pixels, int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, int ignoredLabel, float scale, float gamma = 0, ReadOnlySpan<float> lengths = default)
    {
        CheckPixelLabels(labels, pixels, classes, ignoredLabel, lengths);
        CrossEntropyRow crossEntropy = new(classes, stride, labelSmoothing, classWeights, scale, gamma);
        Span<float> lanes = stackalloc float[Lanes.Count];
        for (int sample = 0; sample < losses.Length; sample++)
        {
            ReadOnlySpan<int> map = labels.Slice(sample * pixels, pixels);
            nint offset = (nint)sample * pixels * stride;
            int counted = Counted(lengths, sample, pixels), hits = 0;
            lanes.Clear();
            for (int pixel = 0; pixel < pixels; pixel++, offset += stride)
            {
                ref float rowGradient = ref Unsafe.Add(ref gradient, offset);
                if (pixel >= counted || map[pixel] == ignoredLabel)
                {
                    MemoryMarshal.CreateSpan(ref rowGradient, stride).Clear();
                    continue;
                }

                lanes[pixel % Lanes.Count] += crossEntropy.Evaluate(ref Unsafe.Add(ref scores, offset), ref rowGradient, map[pixel], out bool isCorrect);
                hits += isCorrect ? 1 : 0;
            }

            losses[sample] = Lanes.Sum(Vector512.LoadUnsafe(ref lanes[0]));
            if (!correct.IsEmpty)
                correct[sample] = hits;
        }
    }

    /// <summary>How many pixels of a sample count: all, or the steps of its sequence.</summary>
    private static int Counted(ReadOnlySpan<float> lengths, int sample, int pixels) => lengths.IsEmpty ? pixels : Math.Clamp((int)lengths[sample], 1, pixels);

    private static void CheckPixelLabels(ReadOnlySpan<int> labels, int pixels, int classes, int ignoredLabel, ReadOnlySpan<float> lengths = default)
    {
        for (int sample = 0; sample < labels.Length / pixels; sample++)
        {
            ReadOnlySpan<int> map = labels.Slice(sample * pixels, Counted(lengths, sample, pixels));
            int unknown = LabelMapCheck.FindUnknown(map, classes, ignoredLabel);
            if (unknown >= 0)
                throw new ArgumentOutOfRangeException(nameof(labels), FormattableString.Invariant($"The label of pixel {unknown} of sample {sample} is {map[unknown]}, but the network has {Quantity.OfClasses(classes)}; labels go from 0 to {classes - 1}."));
        }
    }

    private static void CheckLabels(ReadOnlySpan<int> labels, int classes)
    {
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if ((uint)labels[sample] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels),
                    FormattableString.Invariant($"The label at place {sample} is {labels[sample]}, but the network has {Quantity.OfClasses(classes)}; labels go from 0 to {classes - 1}."));
            }
        }
    }
}
