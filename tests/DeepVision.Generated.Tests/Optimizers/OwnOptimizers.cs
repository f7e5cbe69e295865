namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>An optimizer of the user's own that remembers three values: a mean, a mean of means, and how often it was called.</summary>
internal sealed class TwiceAveraged(float rate) : Optimizer(rate)
{
    public const float FirstCount = 100;

    public override int StateSlots => 3;

    protected internal override float InitialState(int slot) => slot == 2 ? FirstCount : 0;

    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        Span<float> means = slots[0], meansOfMeans = slots[1], counts = slots[2];
        for (int i = 0; i < weights.Length; i++)
        {
            means[i] = 0.5f * means[i] + 0.5f * gradients[i];
            meansOfMeans[i] = 0.5f * meansOfMeans[i] + 0.5f * means[i];
            counts[i]++;
            weights[i] -= step.LearningRate * meansOfMeans[i];
        }
    }
}

/// <summary>Descent that changes a weight and throws, if it is told to.</summary>
internal sealed class ThrowingDescent(float rate) : Optimizer(rate)
{
    public bool Throws { get; set; }

    public override int StateSlots => 0;

    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= step.LearningRate * gradients[i];
            if (Throws)
                throw new NotSupportedException("The optimizer has thrown.");
        }
    }
}
