using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What the weights of each output of a layer must satisfy behind an update; the default asks for nothing.</summary>
/// <param name="MaxNorm">Largest norm, 0 for no limit.</param>
/// <param name="UnitNorm">Whether the norm is 1.</param>
/// <param name="NonNegative">Whether no weight is below 0.</param>
internal readonly record struct WeightConstraint(float MaxNorm, bool UnitNorm, bool NonNegative)
{
    /// <summary>For a transposed convolution, whose tensor has the outputs of each group in its second dimension: the number of groups. 0 where they are the first.</summary>
    public int TransposedGroups { get; init; }

    /// <summary>What the layer's attribute says.</summary>
    public static WeightConstraint Read(LayerContext layer)
    {
        float maxNorm = layer.Where("MaxNorm", value => value >= 0, "0 or more (0 for no limit)", instead: 0);
        bool unitNorm = layer.Flag("UnitNorm");
        if (maxNorm > 0 && unitNorm)
            layer.ReportRange("MaxNorm", "0 beside UnitNorm, which sets the norm to 1", Text.Of(maxNorm));
        return new(maxNorm, unitNorm, layer.Flag("NonNegative"));
    }
}
