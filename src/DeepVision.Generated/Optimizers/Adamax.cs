using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// AdaMax, which is Adam by the largest gradient in place of the mean of the squares (Kingma and Ba 2015, arXiv:1412.6980, section
/// 7.1).
/// </summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>, at step t: m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), w ← w − rate / (1 − β₁ᵗ) · m / u.
/// Keras: <c>Adamax()</c>, whose rate is 0.001. PyTorch: <c>torch.optim.Adamax</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class Adamax : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.002 if null, as in PyTorch.</param>
    /// <param name="beta1">Decay of the mean of the gradients.</param>
    /// <param name="beta2">Decay of the largest gradient.</param>
    /// <param name="epsilon">Added to the sizes of the gradients; keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adamax(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate ?? 2e-3f)
    {
        Beta1 = CheckDecay(beta1, nameof(beta1));
        Beta2 = CheckDecay(beta2, nameof(beta2));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the largest gradient.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the sizes of the gradients.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 2;

    /// <summary>The largest gradient is never below epsilon, and begins there: what pads the tensors is 0 / ε then, and not 0 / 0.</summary>
    protected internal override float InitialState(int slot) => slot == 1 ? (float)Epsilon : 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Broadcast(step.LearningRate / (1 - PortableMath.Power(Beta1, step.Step)));
        Vector256<float> decay = Broadcast(step.Decay(WeightDecay)), epsilon = Broadcast(Epsilon);
        Vector256<float> beta1 = Broadcast(Beta1), oneMinusBeta1 = Broadcast(1 - Beta1), beta2 = Broadcast(Beta2);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(slots[0]);
        ref float u = ref MemoryMarshal.GetReference(slots[1]);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> gradient = Load(ref g, i) + decay * weight;
            Vector256<float> mean = FlushTiny(beta1 * Load(ref m, i) + oneMinusBeta1 * gradient);
            Vector256<float> faded = beta2 * Load(ref u, i), size = Vector256.Abs(gradient) + epsilon;
            Vector256<float> largest = Vector256.ConditionalSelect(Vector256.LessThan(size, faded), faded, size);
            mean.StoreUnsafe(ref m, i);
            largest.StoreUnsafe(ref u, i);
            (weight - rate * mean / largest).StoreUnsafe(ref w, i);
        }
    }
}
