namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Makes one value of two or more inputs.</summary>
internal abstract record JoinOperation : LayerOperation
{
    public override bool KeepsShape => true;

    /// <summary>The shape of the result, or null where the inputs' don't agree: here all have to be equal.</summary>
    /// <param name="inputs">The shapes of the inputs, in order.</param>
    public virtual Shape? ShapeOf(IReadOnlyList<Shape> inputs) => inputs.All(shape => shape == inputs[0]) ? inputs[0] : null;
}

/// <summary>y = x₁ + … + xₙ</summary>
internal sealed record AddOperation : JoinOperation;

/// <summary>y = (x₁ + … + xₙ) / n</summary>
internal sealed record AverageOperation : JoinOperation;

/// <summary>y = max(x₁, …, xₙ); not-a-number where one of them is.</summary>
internal sealed record MaximumOperation : JoinOperation
{
    /// <summary>A byte tells which of the inputs is the maximum.</summary>
    public const int MostInputs = 256;
}

/// <summary>The channels of all inputs beside each other, in order.</summary>
internal sealed record ConcatOperation : JoinOperation
{
    public override bool KeepsShape => false;

    public override Shape? ShapeOf(IReadOnlyList<Shape> inputs)
    {
        long channels = inputs.Sum(shape => (long)shape.Channels);
        return channels <= int.MaxValue && inputs.All(shape => shape with { Channels = 0 } == inputs[0] with { Channels = 0 })
            ? inputs[0] with { Channels = (int)channels }
            : null;
    }
}

/// <summary>
/// y = x₁ ∘ … ∘ xₙ. One of two inputs may be a gate of the other: a factor for each channel (Hu et al. 2018, squeeze and
/// excitation) or for each pixel (Oktay et al. 2018, attention gates).
/// </summary>
internal sealed record MultiplyOperation : JoinOperation
{
    public override bool KeepsShape => false;

    public override Shape? ShapeOf(IReadOnlyList<Shape> inputs)
    {
        if (base.ShapeOf(inputs) is { } shape)
            return shape;
        if (inputs.Count != 2)
            return null;
        if (IsGate(inputs[1], inputs[0]))
            return inputs[0];
        return IsGate(inputs[0], inputs[1]) ? inputs[1] : null;
    }

    /// <summary>Whether a shape is 1×1×c, a vector of c, or h×w×1, where the other is h×w×c.</summary>
    private static bool IsGate(Shape gate, Shape whole) =>
        (gate.Rank == whole.Rank || gate.Rank == 1) && gate.Steps == whole.Steps
        && (((gate.Height, gate.Width) == (1, 1) && gate.Channels == whole.Channels)
            || ((gate.Height, gate.Width) == (whole.Height, whole.Width) && gate.Channels == 1));
}
