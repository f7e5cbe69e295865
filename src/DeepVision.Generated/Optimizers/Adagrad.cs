using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>Adagrad (Duchi, Hazan and Singer 2011): each parameter's rate falls with the sum of its squared gradients.</summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>, at step t: s ← s + g², w ← w − rate / (1 + (t − 1) · LearningRateDecay) · g / (√s + ε).
/// Keras: <c>Adagrad()</c>, whose rate is 0.001 and whose s begins at 0.1. PyTorch: <c>torch.optim.Adagrad</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class Adagrad : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.01 if null.</param>
    /// <param name="learningRateDecay">How fast the rate falls with the steps, besides what a schedule says.</param>
    /// <param name="initialAccumulator">What the sum of the squared gradients begins with.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adagrad(LearningRateSchedule? learningRate = null, double learningRateDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10, double weightDecay = 0)
        : base(learningRate ?? 0.01f)
    {
        LearningRateDecay = CheckNotNegative(learningRateDecay, nameof(learningRateDecay));
        InitialAccumulator = CheckNotNegative(initialAccumulator, nameof(initialAccumulator));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>How fast the rate falls with the steps.</summary>
    public double LearningRateDecay { get; }

    /// <summary>What the sum of the squared gradients begins with.</summary>
    public double InitialAccumulator { get; }

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 1;

    /// <inheritdoc/>
    protected internal override float InitialState(int slot) => (float)InitialAccumulator;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Broadcast(step.LearningRate / (1 + (step.Step - 1) * LearningRateDecay));
        Vector256<float> decay = Broadcast(step.Decay(WeightDecay)), epsilon = Broadcast(Epsilon);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float s = ref MemoryMarshal.GetReference(slots[0]);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> gradient = Load(ref g, i) + decay * weight;
            Vector256<float> sum = FlushTiny(Load(ref s, i) + gradient * gradient);
            sum.StoreUnsafe(ref s, i);
            (weight - rate * (gradient / (Vector256.Sqrt(sum) + epsilon))).StoreUnsafe(ref w, i);
        }
    }
}
