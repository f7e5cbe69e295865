using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>What random layers draw goes by their names.</summary>
public class LayerHashTests
{
    [Theory]
    [InlineData("Dense(8), Dropout(0.5f), Dense(8), Dropout(0.5f)", "Dense(8), ReLU, Dropout(0.5f), Dense(8), Tanh, Dense(6), Dropout(0.5f)")]
    [InlineData("GaussianNoise(0.1f), Dense(8)", "Dense(8), ReLU, GaussianNoise(0.1f), Dense(8)")]
    public void A_layer_that_is_added_changes_the_draws_of_no_other(string layers, string more) =>
        Assert.Equal(Hashes(layers), Hashes(more));

    [Fact]
    public void Every_name_has_draws_of_its_own()
    {
        string[] hashes = Hashes("Dropout(0.5f), Dropout(0.5f), Dropout(0.5f, Name = \"last\"), GaussianNoise(0.1f)");

        Assert.Equal(4, hashes.Distinct().Count());
    }

    private static string[] Hashes(string layers) =>
    [
        .. Regex.Matches(
            GeneratorRun.Of($$"""
                using DeepVision.Generated;

                [Network(8)]
                [{{layers}}]
                [Dense(2), SoftmaxCrossEntropy]
                public partial class Net;
                """).Files["Net.Cpu.g.cs"],
            "Seed, (0x[0-9A-F]{8}), Step").Select(match => match.Groups[1].Value),
    ];
}
