using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Softmax with cross-entropy of one row of scores, that of a sample or of a pixel: with label smoothing ε, class weights w and C classes
/// (1 − ε)·w[y]·(−log p[y]) + ε/C·Σ w[c]·(−log p[c]); the focal loss has the factor (1 − p[y])^γ in front of the first term.
/// </summary>
internal readonly ref struct CrossEntropyRow
{
    private readonly int _classes;
    private readonly int _stride;
    private readonly float _labelShare;
    private readonly float _uniform;
    private readonly float _totalWeight;
    private readonly float _scale;
    private readonly float _gamma;
    private readonly ReadOnlySpan<float> _classWeights;

    /// <param name="classes">Classes.</param>
    /// <param name="stride">Floats of a row, a multiple of 16.</param>
    /// <param name="labelSmoothing">ε, 0 to 1.</param>
    /// <param name="classWeights">One weight per class; empty = all 1.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gamma">γ, 0 or more.</param>
    public CrossEntropyRow(int classes, int stride, float labelSmoothing, ReadOnlySpan<float> classWeights, float scale, float gamma)
    {
        (_classes, _stride, _scale, _gamma) = (classes, stride, scale, gamma);
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
        if (_gamma != 0f)
            return labelWeight * Focal(ref gradient, sum, logSum - labelScore, label, _scale * labelWeight);

        WriteGradient(ref gradient, _scale * (labelWeight + _uniform * _totalWeight) / sum, _scale * _uniform);
        Unsafe.Add(ref gradient, label) -= _scale * labelWeight;
        return labelWeight * (logSum - labelScore) + _uniform * (_totalWeight * logSum - smoothedScores);
    }

    /// <summary>
    /// The focal loss (1 − p)^γ·ℓ with ℓ = −log p of the label (Lin et al. 2017). Its derivative by the scores is that of ℓ times
    /// (1 − p)^γ + γ·p·(1 − p)^(γ − 1)·ℓ; ℓ / (1 − p) tends to 1 where p does.
    /// </summary>
    /// <param name="gradient">The exponentials of the row, which become the gradient.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="loss">ℓ.</param>
    /// <param name="label">The right class.</param>
    /// <param name="factor">Factor of the gradient.</param>
    private float Focal(ref float gradient, float sum, float loss, int label, float factor)
    {
        float missing = (sum - Unsafe.Add(ref gradient, label)) / sum;
        float focus = missing == 0f ? 0f : (float)PortableMath.Exp(_gamma * PortableMath.Log(missing));
        float ratio = missing == 0f ? 1f : loss / missing;
        factor *= focus + _gamma * (1f - missing) * focus * ratio;
        WriteGradient(ref gradient, factor / sum, 0f);
        Unsafe.Add(ref gradient, label) -= factor;
        return focus * loss;
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
    internal static bool IsFirstOf(ref float row, float score, int label)
    {
        for (int index = 0; index < label; index++)
            if (Unsafe.Add(ref row, index) == score)
                return false;
        return Unsafe.Add(ref row, label) == score;
    }
}
