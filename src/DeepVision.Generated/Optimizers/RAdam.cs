using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// Adam whose step is rectified while the mean of the squares knows too few gradients (Liu et al. 2020, arXiv:1908.03265), which
/// stands for a warm-up.
/// </summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>, at step t: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², ρ∞ = 2 / (1 − β₂) − 1,
/// ρ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ). Where ρ &gt; 5, r = √((ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ)) and
/// w ← w − rate · r · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε); else w ← w − rate / (1 − β₁ᵗ) · m.
/// Keras: none. PyTorch: <c>torch.optim.RAdam</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class RAdam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.001 if null.</param>
    /// <param name="beta1">Decay of the mean of the gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RAdam(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate ?? 1e-3f)
    {
        Beta1 = CheckDecay(beta1, nameof(beta1));
        Beta2 = CheckDecay(beta2, nameof(beta2));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of the squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 2;

    /// <summary>What the rate is multiplied by in one step, and whether the mean is divided by the root of the mean of the squares.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public (double Scale, bool IsAdaptive) FindScale(long step)
    {
        double power = PortableMath.Power(Beta2, step), correction = 1 / (1 - PortableMath.Power(Beta1, step));
        double limit = 2 / (1 - Beta2) - 1, length = limit - 2 * step * power / (1 - power);
        if (!(length > 5))
            return (correction, false);
        double rectification = Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        return (correction * rectification * Math.Sqrt(1 - power), true);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        (double scale, bool isAdaptive) = FindScale(step.Step);
        Vector256<float> rate = Broadcast(step.LearningRate * scale), decay = Broadcast(step.Decay(WeightDecay)), epsilon = Broadcast(Epsilon);
        Vector256<float> beta1 = Broadcast(Beta1), oneMinusBeta1 = Broadcast(1 - Beta1), beta2 = Broadcast(Beta2), oneMinusBeta2 = Broadcast(1 - Beta2);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(slots[0]);
        ref float v = ref MemoryMarshal.GetReference(slots[1]);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> gradient = Load(ref g, i) + decay * weight;
            Vector256<float> mean = FlushTiny(beta1 * Load(ref m, i) + oneMinusBeta1 * gradient);
            Vector256<float> square = FlushTiny(beta2 * Load(ref v, i) + oneMinusBeta2 * gradient * gradient);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Vector256<float> direction = isAdaptive ? mean / (Vector256.Sqrt(square) + epsilon) : mean;
            (weight - rate * direction).StoreUnsafe(ref w, i);
        }
    }
}
