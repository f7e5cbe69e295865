using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>
/// Lion, which moves each weight by the sign of a mean of its gradients (Chen et al. 2023, "Symbolic discovery of optimization
/// algorithms", arXiv:2302.06675, algorithm 2). It remembers one value for each parameter; its rate is three to ten times smaller
/// than AdamW's, and its weight decay as many times larger.
/// </summary>
/// <remarks>
/// c = β₁m + (1 − β₁)g, w ← w · (1 − rate · WeightDecay) − rate · sign(c), m ← β₂m + (1 − β₂)g. The sign of 0 is 0.
/// Keras: <c>Lion()</c>, whose rate is 0.001. PyTorch: none.
/// </remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.0001 if null, as in the paper.</param>
    /// <param name="beta1">Share of the mean in the direction; the rest is the gradient.</param>
    /// <param name="beta2">Decay of the mean of the gradients.</param>
    /// <param name="weightDecay">Share of the weights, times the rate, that each step takes away, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Lion(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate ?? 1e-4f)
    {
        Beta1 = CheckDecay(beta1, nameof(beta1));
        Beta2 = CheckDecay(beta2, nameof(beta2));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Share of the mean in the direction.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of the gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Share of the weights, times the rate, that each step takes away.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Vector256.Create(step.LearningRate), shrink = Broadcast(1 - step.LearningRate * step.Decay(WeightDecay));
        Vector256<float> beta1 = Broadcast(Beta1), oneMinusBeta1 = Broadcast(1 - Beta1), beta2 = Broadcast(Beta2), oneMinusBeta2 = Broadcast(1 - Beta2);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(slots[0]);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> gradient = Load(ref g, i), mean = Load(ref m, i);
            Vector256<float> direction = beta1 * mean + oneMinusBeta1 * gradient;
            FlushTiny(beta2 * mean + oneMinusBeta2 * gradient).StoreUnsafe(ref m, i);
            (Load(ref w, i) * shrink - rate * Sign(direction)).StoreUnsafe(ref w, i);
        }
    }

    /// <summary>1, −1, or the value itself where it is zero or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sign(Vector256<float> values) => Vector256.ConditionalSelect(
        Vector256.GreaterThan(values, Vector256<float>.Zero),
        Vector256<float>.One,
        Vector256.ConditionalSelect(Vector256.LessThan(values, Vector256<float>.Zero), -Vector256<float>.One, values));
}
