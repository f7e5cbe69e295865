namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What happens to the steps of a sequence that ends where its length says.</summary>
internal enum StepsKind
{
    /// <summary>Steps behind the end become zeros.</summary>
    Mask,

    /// <summary>Steps behind the end become −∞, so that no maximum is there.</summary>
    MaskLowest,

    /// <summary>The last step comes first, and zeros come behind the end.</summary>
    Reverse,

    /// <summary>The last step alone.</summary>
    Last,

    /// <summary>The mean of the steps.</summary>
    Mean,
}

/// <summary>
/// What becomes of a sequence, the first input, that has as many steps as the second input says: with such steps around them, layers that know nothing
/// of lengths work on sequences of different length. Nothing behind the end is read.
/// </summary>
internal sealed record StepsOperation(StepsKind Kind) : LayerOperation
{
    public override bool KeepsShape => Kind is not (StepsKind.Last or StepsKind.Mean);

    public override bool ReadsLengths => true;

    /// <summary>Whether zeros stand behind the end of the result.</summary>
    public bool ClearsRest => Kind is StepsKind.Mask or StepsKind.Reverse;
}

/// <summary>How a layer reads sequences of different length.</summary>
/// <param name="Operation">What it computes then.</param>
/// <param name="GivesSequence">Whether it gives such a sequence again.</param>
internal sealed record StepsPlan(LayerOperation Operation, bool GivesSequence)
{
    /// <summary>What happens to the sequence in front of it.</summary>
    public StepsKind? Before { get; init; }

    /// <summary>What happens to what it gives.</summary>
    public StepsKind? Behind { get; init; }

    /// <summary>The plan of a layer that honours lengths; null for one that would mix steps with what stands behind the end.</summary>
    public static StepsPlan? Of(LayerOperation operation, IReadOnlyList<InputSource> sources) => operation switch
    {
        // Keys behind the end count for nothing; what queries behind it get is read by nobody.
        AttentionOperation attention => new(attention with { HasLengths = sources.Skip(1).Any(source => source.VariesInLength) }, sources[0].VariesInLength),
        MultiHeadAttentionOperation attention => new(attention with { HasLengths = sources[sources.Count - 1].VariesInLength }, sources[0].VariesInLength),

        // The state of each step, of which the last one is taken; backwards the last step of each sequence comes first.
        RecurrenceOperation recurrence => new(recurrence with { ReturnsSequence = true, GoesBackwards = false }, recurrence.ReturnsSequence)
        {
            Before = recurrence.GoesBackwards ? StepsKind.Reverse : null,
            Behind = !recurrence.ReturnsSequence ? StepsKind.Last : recurrence.GoesBackwards ? StepsKind.Reverse : StepsKind.Mask,
        },
        GlobalAveragePoolingOperation => new(new StepsOperation(StepsKind.Mean), GivesSequence: false),
        GlobalMaxPoolingOperation => new(operation, GivesSequence: false) { Before = StepsKind.MaskLowest },

        // Behind the end stand the zeros that padding would put there.
        ConvolutionOperation { Horizontal: { Stride: 1 } steps } when steps.Input == steps.Output =>
            new(operation, GivesSequence: true) { Before = steps.Size > 1 ? StepsKind.Mask : null },

        // Its statistics are those of all steps.
        BatchNormOperation or GroupNormOperation => null,
        EmbeddingOperation or JoinOperation or { KeepsShape: true } => new(operation, GivesSequence: true),
        _ => null,
    };
}
