namespace DeepVision.Generated;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101).</summary>
/// <remarks>
/// Each step first shrinks the weights, w ← w · (1 − rate · WeightDecay), and then goes on as <see cref="Adam"/> without decay. Keras:
/// <c>AdamW()</c>, whose weight decay is 0.004. PyTorch: <c>torch.optim.AdamW</c>, the same arithmetic and defaults.
/// </remarks>
public sealed class AdamW : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">A rate or a schedule; 0.001 if null.</param>
    /// <param name="beta1">Decay of the mean of the gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="weightDecay">Share of the weights, times the rate, that each step takes away, biases included unless <see cref="Optimizer.DecayWeightsOnly"/>.</param>
    /// <param name="amsGrad">True to divide by the largest mean of the squares so far (AMSGrad: Reddi, Kale and Kumar 2018, arXiv:1904.09237).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public AdamW(LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01, bool amsGrad = false)
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

    /// <summary>Share of the weights, times the rate, that each step takes away.</summary>
    public double WeightDecay { get; }

    /// <summary>True to divide by the largest mean of the squares so far, so that a rate never rises again.</summary>
    public bool AmsGrad { get; }

    /// <inheritdoc/>
    public override int StateSlots => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        CheckRanges(weights.Length, gradients.Length, slots);
        new AdamUpdate(step, Beta1, Beta2, Epsilon, coupledDecay: 0, shrink: 1 - step.LearningRate * step.Decay(WeightDecay))
            .Run(weights, gradients, slots[0], slots[1], AmsGrad ? slots[2] : []);
    }
}
