using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Networks;

/// <summary>What training does with frozen layers, and with those of an included network.</summary>
public class FrozenLayerTests
{
    private const int Seed = 5;

    public static TheoryData<string> Names => [.. LayerCase.All.Where(layerCase => HasFrozenLayers(layerCase)).Select(layerCase => layerCase.Name)];

    /// <summary>Also running statistics, and also with weight decay and a limit of the norm.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Training_leaves_them_bit_for_bit(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        using Network network = layerCase.Create(Seed);
        Dictionary<string, float[]> before = network.Architecture.Parameters.ToDictionary(tensor => tensor.Name, tensor => network.Parameters.Read(tensor));
        CaseTraining.Run(layerCase, network, new AdamW(1e-2f, weightDecay: 0.1), Seed, 3);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            bool isSame = network.Parameters.Read(tensor).AsSpan().SequenceEqual(before[tensor.Name]);
            Assert.True(isSame == (tensor.Group == ParameterGroup.Frozen), $"{name}: {tensor.Name} is {(isSame ? "the same" : "another")} behind the training, seed {Seed}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_lie_behind_what_trains_and_no_optimizer_remembers_them(string name)
    {
        using Network network = LayerCase.Find(name).Create(Seed);
        NetworkArchitecture architecture = network.Architecture;
        Assert.Equal(architecture.Parameters.Where(tensor => tensor.Group == ParameterGroup.Trained).Sum(tensor => tensor.Layout.PackedLength), architecture.TrainableLength);
        Assert.All(
            architecture.Parameters.Where(tensor => tensor.Group == ParameterGroup.Frozen),
            tensor => Assert.True(tensor.Offset >= architecture.TrainableLength + architecture.StatisticsLength, tensor.Name));
        Assert.Equal(architecture.TrainableLength, network.GetOptimizerState(new Adam())[0].Length);
    }

    /// <summary>Initial weights are drawn by name.</summary>
    [Fact]
    public void Freezing_and_including_redraw_nothing()
    {
        using var whole = new IncludedBase(Seed);
        using var part = new IncludeFrozen(Seed);
        Assert.Equal(whole.Stem.Weight, part.Stem.Weight);
        Assert.Equal(whole.Residual1.Conv2D2.Weight, part.Residual1.Conv2D2.Weight);
        Assert.Equal(whole.Dense2.Weight, part.Dense2.Weight);
    }

    /// <summary>The frozen batch normalisation over a vector takes its statistics from nobody.</summary>
    [Fact]
    public void A_frozen_normalisation_learns_from_single_samples()
    {
        LayerCase layerCase = LayerCase.Find(nameof(FrozenBatchNorm));
        using var network = new FrozenBatchNorm(Seed);
        Assert.True(float.IsFinite(network.TrainStep(CaseData.Draw(layerCase.CreateReference(), 1, 1, Seed), new SGD(1e-3f)).Loss));
    }

    [Fact]
    public void The_architecture_says_which_they_are()
    {
        using var network = new FrozenStart(Seed);
        Assert.Equal([true, false, false, false, false, false, false], network.Architecture.Layers.Select(layer => layer.IsFrozen));
        Assert.Contains("Conv2D(12, 3), frozen", network.Architecture.ToString(), StringComparison.Ordinal);
        Assert.Equal(12 * 3 * 9 + 12, network.Architecture.Layers[0].ParameterCount);
        Assert.Equal(network.Architecture.Layers.Sum(layer => layer.ParameterCount) - (12 * 3 * 9 + 12), FrozenStart.ParameterCount);
        Assert.Contains("no trainable tensor", Assert.Throws<ArgumentException>(() => network.GetGradient("conv2d_1.weight")).Message, StringComparison.Ordinal);
    }

    private static bool HasFrozenLayers(LayerCase layerCase)
    {
        using Network network = layerCase.CreateInitialised(Seed);
        return network.Architecture.Parameters.Any(tensor => tensor.Group == ParameterGroup.Frozen);
    }
}
