namespace DeepVision.Generated;

/// <summary>
/// Adam (Kingma and Ba 2015, arXiv:1412.6980). Weight decay, if any, is added to the gradients; <see cref="AdamW"/> keeps it apart.
/// </summary>
/// <remarks>
/// With g the gradient plus <c>WeightDecay · w</c>, at step t: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// w ← w − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε). With AMSGrad (Reddi, Kale and Kumar 2018, arXiv:1904.09237) the largest v so
/// far stands for v in the last one. Keras: <c>Adam()</c>, <c>Adam(amsgrad=True)</c>. PyTorch: <c>torch.optim.Adam</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.001 if null.</param>
    /// <param name="beta1">Decay of the mean of the gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="weightDecay">Factor of the weights added to their gradients, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <param name="amsGrad">True to divide by the largest mean of the squares so far (AMSGrad: Reddi, Kale and Kumar 2018, arXiv:1904.09237).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Adam(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : base(learningRate ?? 1e-3f)
    {
        Beta1 = CheckDecay(beta1, nameof(beta1));
        Beta2 = CheckDecay(beta2, nameof(beta2));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
        WeightDecay = CheckNotNegative(weightDecay, nameof(weightDecay));
        AmsGrad = amsGrad;
    }

    /// <summary>Decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean of the squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the division finite.</summary>
    public double Epsilon { get; }

    /// <summary>Factor of the weights added to their gradients.</summary>
    public double WeightDecay { get; }

    /// <summary>True to divide by the largest mean of the squares so far, so that a rate never rises again.</summary>
    public bool AmsGrad { get; }

    /// <inheritdoc/>
    public override int StateSlots => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        new AdamUpdate(step, Beta1, Beta2, Epsilon, coupledDecay: step.Decay(WeightDecay), shrink: 1)
            .Run(weights, gradients, slots[0], slots[1], AmsGrad ? slots[2] : []);
    }
}
