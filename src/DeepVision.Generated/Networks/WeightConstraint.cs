namespace DeepVision.Generated;

/// <summary>What the weights of each output of a layer must satisfy; every update is followed by a projection onto the nearest that do.</summary>
/// <param name="MaxNorm">Largest Euclidean norm, 0 for no limit.</param>
/// <param name="UnitNorm">Whether the norm is 1; weights that are all 0 stay so.</param>
/// <param name="NonNegative">Whether no weight is below 0.</param>
public readonly record struct WeightConstraint(float MaxNorm = 0, bool UnitNorm = false, bool NonNegative = false)
{
    /// <summary>
    /// 0 where the weights of an output are what the tensor holds for one index of its first dimension. A transposed convolution's tensor,
    /// [inputs, outputs / groups, kernel height, kernel width], has them in its second dimension: the number of groups.
    /// </summary>
    public int TransposedGroups { get; init; }
}
