using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>RMSprop (Tieleman and Hinton 2012), with momentum as an option.</summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>: v ← αv + (1 − α)g², d = g / (√v + ε), then w ← w − rate · d, or
/// with momentum b ← momentum · b + d and w ← w − rate · b. Keras: <c>RMSprop()</c>, whose rate is 0.001, whose α is 0.9
/// and whose ε is under the root. PyTorch: <c>torch.optim.RMSprop</c> without centering, the same arithmetic and defaults.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.01 if null, as in PyTorch.</param>
    /// <param name="alpha">Decay of the mean of the squared gradients.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="momentum">Share of the velocity kept from step to step, 0 (none) to below 1.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RMSprop(LearningRateSchedule? learningRate = null, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0)
        : base(learningRate ?? 0.01f)
    {
        Alpha = CheckDecay(alpha, nameof(alpha));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        Momentum = CheckDecay(momentum, nameof(momentum));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Decay of the mean of the squared gradients.</summary>
    public double Alpha { get; }

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Share of the velocity kept from step to step.</summary>
    public double Momentum { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => Momentum > 0 ? 2 : 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Vector256.Create(step.LearningRate), decay = Broadcast(step.Decay(WeightDecay)), momentum = Broadcast(Momentum);
        Vector256<float> alpha = Broadcast(Alpha), oneMinusAlpha = Broadcast(1 - Alpha), epsilon = Broadcast(Epsilon);
        bool hasVelocity = Momentum > 0;
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float v = ref MemoryMarshal.GetReference(slots[0]);
        ref float b = ref MemoryMarshal.GetReference(hasVelocity ? slots[1] : []);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> gradient = Load(ref g, i) + decay * weight;
            Vector256<float> square = FlushTiny(alpha * Load(ref v, i) + oneMinusAlpha * gradient * gradient);
            square.StoreUnsafe(ref v, i);
            Vector256<float> direction = gradient / (Vector256.Sqrt(square) + epsilon);
            if (hasVelocity)
            {
                direction = FlushTiny(momentum * Load(ref b, i) + direction);
                direction.StoreUnsafe(ref b, i);
            }

            (weight - rate * direction).StoreUnsafe(ref w, i);
        }
    }
}
