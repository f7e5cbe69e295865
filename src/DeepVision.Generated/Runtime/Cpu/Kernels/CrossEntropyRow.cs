using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Softmax with cross-entropy of one row of scores, that of a sample or of a pixel: with label smoothing ε, class weights w and C classes
/// (1 − ε)·w[y]·(−log p[y]) + ε/C·Σ w[c]·(−log p[c]).
/// </summary>
internal readonly ref struct CrossEntropyRow
{
    private readonly int _classes;
    private readonly int _stride;
    private readonly float _labelShare;
    private readonly float _uniform;
    private readonly float _totalWeight;
    private readonly float _scale;
    private readonly ReadOnlySpan<float> _classWeights;

    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats of a row, a multiple of 16.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="scale">Factor of the gradient.</param>
    public CrossEntropyRow(int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale)
    {
        (_classes, _stride, _scale) = (classes, stride, scale);
        (_labelShare, _uniform) = (1f - labelSmoothing, labelSmoothing / classes);
        _classWeights = classWeights;
        _totalWeight = classes;
        if (classWeights.IsEmpty)
            return;
        _totalWeight = 0f;
        foreach (float weight in classWeights[..classes])
            _totalWeight += weight;
    }

    /// <summary>The weighted loss; writes the gradient, which may overwrite the scores.</summary>
    /// <param name="row">The scores.</param>
    /// <param name="gradient">Gradient of the loss with respect to the scores, times the scale; its padding is written as zero.</param>
    /// <param name="label">The right class.</param>
    /// <param name="isCorrect">Whether it has the largest score, as the first of equal ones; false with not-a-number among them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Evaluate(ref float row, ref float gradient, int label, out bool isCorrect)
    {
        float labelWeight = _labelShare * (_classWeights.IsEmpty ? 1f : _classWeights[label]);
        float maximum = SoftmaxKernels.Maximum(ref row, _classes);
        isCorrect = IsFirstOf(ref row, maximum, label);
        float labelScore = Unsafe.Add(ref row, label) - maximum;
        float smoothedScores = _uniform == 0f ? 0f : SmoothedScores(ref row, maximum);
        float sum = SoftmaxKernels.Exponentials(ref row, ref gradient, maximum, _classes, _stride);
        float logSum = (float)PortableMath.Log(sum);

        WriteGradient(ref gradient, _scale * (labelWeight + _uniform * _totalWeight) / sum, _scale * _uniform);
        Unsafe.Add(ref gradient, label) -= _scale * labelWeight;
        return labelWeight * (logSum - labelScore) + _uniform * (_totalWeight * logSum - smoothedScores);
    }

    /// <summary>Turns the exponentials of a row into factor·exponential − target·weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteGradient(ref float row, float factor, float target)
    {
        for (int channel = 0; channel < _classes; channel += Lanes.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref row, (nuint)channel) * factor;
            if (target != 0f)
                value -= LoadWeights(channel) * target;
            value.StoreUnsafe(ref row, (nuint)channel);
        }
    }

    /// <summary>Σ weight·(score − maximum) over the classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float SmoothedScores(ref float row, float maximum)
    {
        Vector512<float> sum = Vector512<float>.Zero, shift = Vector512.Create(maximum);
        for (int channel = 0; channel < _classes; channel += Lanes.Count)
            sum = Vector512.FusedMultiplyAdd(LoadWeights(channel), Vector512.LoadUnsafe(ref row, (nuint)channel) - shift, sum);
        return Lanes.Sum(sum);
    }

    /// <summary>The weights of sixteen classes; zero behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<float> LoadWeights(int first)
    {
        if (_classWeights.IsEmpty)
            return Vector512<float>.One & Lanes.Mask(_classes - first);
        ReadOnlySpan<float> rest = _classWeights[first.._classes];
        return Lanes.LoadPartial(ref Unsafe.AsRef(in rest[0]), rest.Length, rest.Length);
    }

    /// <summary>Whether <paramref name="label"/> is the first class with this score, which nothing has if it is not a number.</summary>
    private static bool IsFirstOf(ref float row, float score, int label)
    {
        for (int index = 0; index < label; index++)
            if (Unsafe.Add(ref row, index) == score)
                return false;
        return Unsafe.Add(ref row, label) == score;
    }
}
