namespace DeepVision.Generated.Runtime;

/// <summary>Neighbouring parameters that are updated alike.</summary>
/// <param name="Start">Place of the first of them in the flat buffer; a multiple of 16.</param>
/// <param name="Length">How many there are; a multiple of 16.</param>
/// <param name="Factor">What the learning rate is multiplied by, 0 or more; 0 leaves the parameters as they are.</param>
public readonly record struct UpdateRange(int Start, int Length, float Factor)
{
    /// <summary>True where the optimizer leaves biases and normalisations out of weight decay, and these are some.</summary>
    public bool SkipsDecay { get; init; }

    /// <summary>The update of these parameters.</summary>
    /// <param name="step">The update of all.</param>
    public UpdateStep Of(in UpdateStep step) => step.Times(Factor) with { SkipsDecay = SkipsDecay };
}
