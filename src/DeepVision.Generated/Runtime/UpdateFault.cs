namespace DeepVision.Generated.Runtime;

/// <summary>Why an update was left out, or couldn't be done as a whole.</summary>
/// <param name="Kind">What was not finite; <see cref="UpdateFaultKind.None"/> if all was well.</param>
/// <param name="Parameter">Place of the first parameter concerned in the flat buffer.</param>
public readonly record struct UpdateFault(UpdateFaultKind Kind, int Parameter);

/// <summary>What about a step was infinite or not a number, beside its loss.</summary>
public enum UpdateFaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A gradient; the update was left out.</summary>
    Gradient,

    /// <summary>A running statistic of batch normalisation; the update was left out.</summary>
    Statistics,

    /// <summary>What the update would have made of a parameter, which was left as it is; the others were updated.</summary>
    Weight,
}
