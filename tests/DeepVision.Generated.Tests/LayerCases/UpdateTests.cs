namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>What a step does between gradients and optimizer: penalties, then clipping by the global norm.</summary>
public class UpdateTests
{
    private const int Seed = 8;

    /// <param name="clip">The limit as a part of the norm that the gradients have; 0 for no limit.</param>
    [Theory]
    [InlineData("PenalisedLayers", 0)]
    [InlineData("PenalisedLayers", 0.1)]
    [InlineData("PenalisedLayers", 10)]
    [InlineData("ConvTanhAvgPool", 0)]
    [InlineData("ConvTanhAvgPool", 0.1)]
    [InlineData("DenseBatchNorm", 0.5)]
    public void PlainDescentFollowsPenalisedAndClippedGradients(string name, double clip) =>
        CaseChecks.PlainDescent(LayerCase.Find(name), device: null, Seed, clip, PenalisedCase.Penalties);
}
