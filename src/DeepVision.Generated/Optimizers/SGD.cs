using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's look-ahead as options.</summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>: velocity v ← momentum · v + g, then w ← w − rate · v, or with
/// Nesterov w ← w − rate · (g + momentum · v) (Sutskever et al. 2013). Keras: <c>SGD(momentum, nesterov)</c>. PyTorch: <c>torch.optim.SGD</c>, the same
/// arithmetic, whose rate is 0.001.
/// </remarks>
public sealed class SGD : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.01 if null.</param>
    /// <param name="momentum">Share of the velocity kept from step to step, 0 (none) to below 1.</param>
    /// <param name="nesterov">Look ahead along the velocity (Sutskever et al. 2013); needs a momentum.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum.</exception>
    public SGD(LearningRateSchedule? learningRate = null, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate ?? 0.01f)
    {
        Momentum = CheckDecay(momentum, nameof(momentum));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
        Nesterov = nesterov;
        if (nesterov && momentum == 0)
            throw new ArgumentException("Nesterov's look-ahead needs a momentum above 0, 0.9 for example.", nameof(nesterov));
    }

    /// <summary>Share of the velocity kept from step to step.</summary>
    public double Momentum { get; }

    /// <summary>True to look ahead along the velocity.</summary>
    public bool Nesterov { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <inheritdoc/>
    public override int StateSlots => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        Vector256<float> rate = Vector256.Create(step.LearningRate), decay = Broadcast(step.Decay(WeightDecay)), momentum = Broadcast(Momentum);
        bool hasVelocity = Momentum > 0;
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float v = ref MemoryMarshal.GetReference(hasVelocity ? slots[0] : []);

        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Load(ref w, i);
            Vector256<float> direction = Load(ref g, i) + decay * weight;
            if (hasVelocity)
            {
                Vector256<float> velocity = FlushTiny(momentum * Load(ref v, i) + direction);
                velocity.StoreUnsafe(ref v, i);
                direction = Nesterov ? direction + momentum * velocity : velocity;
            }

            (weight - rate * direction).StoreUnsafe(ref w, i);
        }
    }
}
