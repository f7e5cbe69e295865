using System.Runtime.CompilerServices;
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
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftmaxCrossEntropy(ref float scores, ref float gradient, ReadOnlySpan<int> labels, Span<float> losses, Span<byte> correct, int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale)
    {
        CheckLabels(labels, classes);
        float uniform = labelSmoothing / classes;
        float totalWeight = classes;
        if (!classWeights.IsEmpty)
        {
            totalWeight = 0f;
            foreach (float weight in classWeights[..classes])
                totalWeight += weight;
        }

        for (int sample = 0; sample < labels.Length; sample++)
        {
            ref float row = ref Unsafe.Add(ref scores, (nint)sample * stride);
            ref float rowGradient = ref Unsafe.Add(ref gradient, (nint)sample * stride);
            int label = labels[sample];
            float labelWeight = (1f - labelSmoothing) * (classWeights.IsEmpty ? 1f : classWeights[label]);

            float maximum = SoftmaxKernels.Maximum(ref row, classes);
            if (!correct.IsEmpty)
                correct[sample] = FirstIndexOf(ref row, maximum, classes) == label ? (byte)1 : (byte)0;
            float labelScore = Unsafe.Add(ref row, label) - maximum;
            float smoothedScores = uniform == 0f ? 0f : SmoothedScores(ref row, maximum, classes, classWeights);
            float sum = SoftmaxKernels.Exponentials(ref row, ref rowGradient, maximum, classes, stride);
            float logSum = (float)PortableMath.Log(sum);

            losses[sample] = labelWeight * (logSum - labelScore) + uniform * (totalWeight * logSum - smoothedScores);
            float probabilityScale = scale * (labelWeight + uniform * totalWeight) / sum;
            CrossEntropyGradient(ref rowGradient, probabilityScale, scale * uniform, classWeights, classes);
            Unsafe.Add(ref rowGradient, label) -= scale * labelWeight;
        }
    }

    /// <summary>Turns the exponentials of a row into factor·exponential − target·weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CrossEntropyGradient(ref float row, float factor, float target, ReadOnlySpan<float> classWeights, int classes)
    {
        for (int channel = 0; channel < classes; channel += Lanes.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref row, (nuint)channel) * factor;
            if (target != 0f)
                value -= LoadWeights(classWeights, channel, classes) * target;
            value.StoreUnsafe(ref row, (nuint)channel);
        }
    }

    /// <summary>Σ weight·(score − maximum) over the classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SmoothedScores(ref float row, float maximum, int classes, ReadOnlySpan<float> classWeights)
    {
        Vector512<float> sum = Vector512<float>.Zero, shift = Vector512.Create(maximum);
        for (int channel = 0; channel < classes; channel += Lanes.Count)
            sum = Vector512.FusedMultiplyAdd(LoadWeights(classWeights, channel, classes), Vector512.LoadUnsafe(ref row, (nuint)channel) - shift, sum);
        return Lanes.Sum(sum);
    }

    /// <summary>The weights of sixteen classes; zero behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> LoadWeights(ReadOnlySpan<float> classWeights, int first, int classes)
    {
        if (classWeights.IsEmpty)
            return Vector512<float>.One & Lanes.Mask(classes - first);
        ReadOnlySpan<float> rest = classWeights[first..classes];
        return Lanes.LoadPartial(ref Unsafe.AsRef(in rest[0]), rest.Length, rest.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstIndexOf(ref float row, float value, int classes)
    {
        for (int index = 0; index < classes; index++)
            if (Unsafe.Add(ref row, index) == value)
                return index;

        // A row with not-a-number has no largest score and counts as wrong.
        return -1;
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
