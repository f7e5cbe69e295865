using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>The logistic function of scores.</summary>
internal static class ScoreSigmoid
{
    /// <summary>Replaces scores x by 1 / (1 + e⁻ˣ).</summary>
    public static void InPlace(Span<float> scores)
    {
        foreach (ref float score in scores)
            score = (float)(1 / (1 + PortableMath.Exp(-score)));
    }
}
