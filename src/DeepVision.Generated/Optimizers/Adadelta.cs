using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>Adadelta (Zeiler 2012, arXiv:1212.5701): steps are as long, relative to the gradients, as the steps before were.</summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>: v ← ρv + (1 − ρ)g², d = √(u + ε) / √(v + ε) · g, u ← ρu + (1 − ρ)d²,
/// w ← w − rate · d. Keras: <c>Adadelta()</c>, whose rate is 0.001 and whose ρ is 0.95. PyTorch: <c>torch.optim.Adadelta</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class Adadelta : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 1 if null.</param>
    /// <param name="rho">Decay of the means of the squared gradients and of the squared steps.</param>
    /// <param name="epsilon">Lets the first steps begin, and keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adadelta(LearningRateSchedule? learningRate = null, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate ?? 1f)
    {
        Rho = CheckDecay(rho, nameof(rho));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Decay of the means of the squared gradients and of the squared steps.</summary>
    public double Rho { get; }

    /// <summary>Lets the first steps begin, and keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Vector256.Create(step.LearningRate), decay = Broadcast(step.Decay(WeightDecay));
        Vector256<float> rho = Broadcast(Rho), oneMinusRho = Broadcast(1 - Rho), epsilon = Broadcast(Epsilon);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float v = ref MemoryMarshal.GetReference(slots[0]);
        ref float u = ref MemoryMarshal.GetReference(slots[1]);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> gradient = Load(ref g, i) + decay * weight;
            Vector256<float> square = FlushTiny(rho * Load(ref v, i) + oneMinusRho * gradient * gradient);
            Vector256<float> before = Load(ref u, i);
            Vector256<float> delta = Vector256.Sqrt(before + epsilon) / Vector256.Sqrt(square + epsilon) * gradient;
            square.StoreUnsafe(ref v, i);
            FlushTiny(rho * before + oneMinusRho * delta * delta).StoreUnsafe(ref u, i);
            (weight - rate * delta).StoreUnsafe(ref w, i);
        }
    }
}
