using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Adam with Nesterov's look-ahead (Dozat 2016, "Incorporating Nesterov momentum into Adam").</summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>, at step t, and μₜ = β₁(1 − ½ · 0.96^(t · MomentumDecay)): m ← β₁m + (1 − β₁)g,
/// v ← β₂v + (1 − β₂)g², w ← w − rate · ((1 − μₜ) / (1 − μ₁⋯μₜ) · g + μₜ₊₁ / (1 − μ₁⋯μₜ₊₁) · m) / (√(v / (1 − β₂ᵗ)) + ε).
/// Keras: <c>Nadam()</c>, whose rate is 0.001 and whose momentum rises 250 times as fast. PyTorch: <c>torch.optim.NAdam</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class NAdam : Optimizer
{
    /// <summary>0.96^MomentumDecay.</summary>
    private readonly double _fading;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.002 if null, as in PyTorch.</param>
    /// <param name="beta1">Decay of the mean of the gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <param name="momentumDecay">How fast the momentum of the look-ahead rises to <paramref name="beta1"/>, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public NAdam(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3)
        : base(learningRate ?? 2e-3f)
    {
        Beta1 = CheckDecay(beta1, nameof(beta1));
        Beta2 = CheckDecay(beta2, nameof(beta2));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
        MomentumDecay = CheckNotNegative(momentumDecay, nameof(momentumDecay));
        _fading = PortableMath.Exp(momentumDecay * PortableMath.Log(0.96));
    }

    /// <summary>Decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of the squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <summary>How fast the momentum of the look-ahead rises.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 2;

    /// <summary>What the gradient and its mean are multiplied by in one step, the learning rate aside.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public (double OfGradient, double OfMean) FindShares(long step)
    {
        // Momenta are below 1, and what their product comes to doesn't matter any more when it is as small as this.
        const double Negligible = 1e-10;
        double power = 1, product = 1;
        for (long i = 1; i <= step && product > Negligible; i++)
        {
            power *= _fading;
            product *= Beta1 * (1 - 0.5 * power);
        }

        double momentum = MomentumAt(step), next = MomentumAt(step + 1);
        return ((1 - momentum) / (1 - product), next / (1 - product * next));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        (double ofGradient, double ofMean) = FindShares(step.Step);
        Vector256<float> gradientRate = Broadcast(step.LearningRate * ofGradient), meanRate = Broadcast(step.LearningRate * ofMean);
        Vector256<float> beta1 = Broadcast(Beta1), oneMinusBeta1 = Broadcast(1 - Beta1), beta2 = Broadcast(Beta2), oneMinusBeta2 = Broadcast(1 - Beta2);
        Vector256<float> decay = Broadcast(step.Decay(WeightDecay)), epsilon = Broadcast(Epsilon);
        Vector256<float> secondScale = Broadcast(1 / Math.Sqrt(1 - PortableMath.Power(Beta2, step.Step)));
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
            (weight - (gradientRate * gradient + meanRate * mean) / (Vector256.Sqrt(square) * secondScale + epsilon)).StoreUnsafe(ref w, i);
        }
    }

    private double MomentumAt(long step) => Beta1 * (1 - 0.5 * PortableMath.Power(_fading, step));
}
