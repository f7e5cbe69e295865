using System.Globalization;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.SameBits;
using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.SameBits;

/// <summary>
/// One network everywhere: what a training comes to is compared with a file that is the same for all processors. A
/// process has one vector width; environment variables of the runtime choose it (docs/reproducibility.md).
/// </summary>
public class SameBitsTests
{
    private const int Seed = 5;

    /// <summary>Set by those who choose the width, so that a variable that the runtime no longer knows doesn't go unnoticed.</summary>
    private const string WidthVariable = "WIDEST_VECTOR_BITS";

    [Fact]
    public void EveryLayerCaseComesToTheExpectedBits() => ExpectedBits.Check(LayerCase.All.AsParallel().ToDictionary(
        layerCase => "case." + layerCase.Name,
        layerCase => Train(layerCase).ToString()));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheNetworksOfTheProgramComeToTheExpectedBits(int threads) => ExpectedBits.Check(TrainedNetwork.All.ToDictionary(
        network => network.Name,
        network => network.Train(threads).ToString()));

    [Fact]
    public void VectorsAreNoWiderThanTheEnvironmentSays()
    {
        string? widest = Environment.GetEnvironmentVariable(WidthVariable);
        int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        Assert.True(widest is null || width <= int.Parse(widest, CultureInfo.InvariantCulture), $"{WidthVariable} is {widest}, but vectors have {width} bits.");
    }

    private static BitHash Train(LayerCase layerCase)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed);
        network.Threads = 1;
        float[] losses = CaseTraining.Run(layerCase, network, new Adam(1e-2f), Seed, count: 3);

        Batch batch = CaseData.Draw(reference, 19, 19, Seed);
        float[] scores = new float[batch.Count * reference.ScoreLength];
        using NetworkEngine engine = network.Device.CreateEngine(network);
        engine.Forward(batch.ForPrediction(reference, batch.Count), batch.Count, scores, threads: 1);
        return new BitHash().Add(losses).Add(network.Parameters.Values).Add(scores);
    }
}
