using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Files;

/// <summary>Beginning with the weights of another network's file.</summary>
public sealed class MatchedWeightsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"matched-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void An_included_network_s_file_fits_all_of_its_layers()
    {
        using var whole = new IncludedBase(seed: 1);
        whole.Save(_path);
        using var network = new IncludeFrozen(seed: 2);
        float[] head = network.Dense4.Weight;

        MatchedWeights matched = network.LoadMatchingWeights(_path);

        Assert.All(
            network.Architecture.Parameters.Where(tensor => tensor.Group == ParameterGroup.Frozen),
            tensor => Assert.Equal(whole.Parameters.Read(whole.Architecture.Parameters.Single(other => other.Name == tensor.Name)), network.Parameters.Read(tensor)));
        Assert.Equal(head, network.Dense4.Weight);
        Assert.Equal(network.Architecture.Parameters.Where(tensor => tensor.Group == ParameterGroup.Frozen).Select(tensor => tensor.Name).Order(), matched.Loaded.Order());
        Assert.Equal(["dense_4.weight", "dense_4.bias", "dense_5.weight", "dense_5.bias"], matched.Missing);
        Assert.Equal(["dense_1.bias", "dense_1.weight", "dense_3.bias", "dense_3.weight"], matched.Unused);
        Assert.Empty(matched.Mismatched);
    }

    [Fact]
    public void It_says_what_was_loaded_and_what_was_not()
    {
        using (var other = new FrozenStart(seed: 1))
            other.Save(_path);
        using var network = new FrozenMiddle(seed: 2);
        float[] dense = network.Dense1.Weight;

        MatchedWeights matched = network.LoadMatchingWeights(_path);

        Assert.Equal(["conv2d_1.bias", "conv2d_1.weight", "conv2d_2.bias", "conv2d_2.weight"], matched.Loaded.Order(StringComparer.Ordinal));
        Assert.Equal(["dense_1.weight", "dense_1.bias"], matched.Mismatched);
        Assert.Equal(["dense_2.weight", "dense_2.bias"], matched.Missing);
        Assert.Empty(matched.Unused);
        Assert.Equal(dense, network.Dense1.Weight);
        Assert.Equal(
            $"4 tensors of FrozenMiddle loaded from {_path}. Not in the file, and as they were: dense_2.weight, dense_2.bias. "
            + "In the file with another shape, and as they were: dense_1.weight [5, 96] instead of [9, 96], dense_1.bias [5] instead of [9].",
            matched.ToString());
    }

    [Fact]
    public void A_file_of_which_nothing_fits_is_refused()
    {
        using (var other = new FrozenEnd(seed: 1))
            other.Save(_path);
        using var network = new FrozenStart(seed: 2);
        float[] before = network.Parameters.Values.ToArray();

        WeightsFileException exception = Assert.Throws<WeightsFileException>(() => network.LoadMatchingWeights(_path));

        Assert.Equal("nothing fits: all tensors with names of FrozenStart have other shapes, for example dense_1.weight [37, 23] instead of [5, 96].", exception.Problem);
        Assert.Equal(before, network.Parameters.Values);
    }

    [Fact]
    public void A_network_with_frozen_and_included_layers_loads_its_own_file()
    {
        using var whole = new IncludeChain(seed: 1);
        whole.Save(_path);
        using IncludeChain again = IncludeChain.Load(_path);
        Assert.Equal(whole.Parameters.Values, again.Parameters.Values);
    }
}
