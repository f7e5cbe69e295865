namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>The penalties that the case PenalisedLayers declares.</summary>
internal static class PenalisedCase
{
    public static IReadOnlyDictionary<string, (double L1, double L2)> Penalties { get; } = new Dictionary<string, (double L1, double L2)>
    {
        ["l1.weight"] = (0.02, 0),
        ["l2.weight"] = (0, 0.03),
        ["both.weight"] = (0.01, 0.05),
    };
}
