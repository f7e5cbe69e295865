using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Files;

/// <summary>Weights from files that have other names for them, or another format.</summary>
public sealed class NamedWeightsTests : IDisposable
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["stem"] = "features.0",
        ["batchnorm_1"] = "features.1",
        ["residual_1"] = "layer1",
        ["residual_1.conv2d_2"] = "layer1.second",
        ["dense_2"] = "classifier.0",
        ["dense_3.bias"] = "last_bias",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.npz")]
    public void TensorsAreFoundByTheirNamesInTheFile(string file)
    {
        using var whole = new IncludedBase(seed: 1);
        string path = WriteRenamed(file, whole);
        using var network = new IncludedBase(seed: 2);

        network.LoadWeights(path, s_names);

        Assert.Equal(whole.Parameters.Values, network.Parameters.Values);
    }

    [Fact]
    public void AnIncludedNetworkTakesThemToo()
    {
        using var whole = new IncludedBase(seed: 1);
        string path = WriteRenamed("weights.npz", whole);
        using var network = new IncludeFrozen(seed: 2);
        float[] before = network.Dense4.Weight;

        MatchedWeights matched = network.LoadMatchingWeights(path, s_names);

        Assert.Equal(whole.Stem.Weight, network.Stem.Weight);
        Assert.Equal(whole.Residual1.Conv2D2.Weight, network.Residual1.Conv2D2.Weight);
        Assert.Equal(whole.Dense2.Weight, network.Dense2.Weight);
        Assert.Equal(before, network.Dense4.Weight);
        Assert.Contains("stem.weight", matched.Loaded);
        Assert.Equal(["dense_4.weight", "dense_4.bias", "dense_5.weight", "dense_5.bias"], matched.Missing);
        Assert.Equal(["dense_1.bias", "dense_1.weight", "dense_3.weight", "last_bias"], matched.Unused);
    }

    [Fact]
    public void WhatIsMissingIsNamedAsInTheFileAndAsHere()
    {
        using var network = new IncludedBase(seed: 1);
        string path = WriteRenamed("weights.npz", network, tensor => tensor.Name != "features.0.bias");
        float[] before = network.Parameters.Values.ToArray();

        Assert.Equal("doesn't fit IncludedBase: it lacks features.0.bias (stem.bias).", Assert.Throws<WeightsFileException>(() => network.LoadWeights(path, s_names)).Problem);
        Assert.Equal(before, network.Parameters.Values);
        Assert.EndsWith(" Not in the file, and as they were: features.0.bias (stem.bias).", network.LoadMatchingWeights(path, s_names).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoTensorsOfOneNameAreAMistakeOfTheCaller()
    {
        using var network = new IncludedBase(seed: 1);
        string path = WriteRenamed("weights.npz", network);
        Dictionary<string, string> names = new(s_names) { ["dense_2"] = "features.0" };

        Assert.Contains(
            "stem.weight and dense_2.weight of IncludedBase would both be features.0.weight in the file. Give each its own name.",
            Assert.Throws<ArgumentException>(() => network.LoadWeights(path, names)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.LoadMatchingWeights(path, names));
    }

    /// <summary>PyTorch's networks have convolutions of 1×1 on images of one pixel where a matrix would do, and the other way round.</summary>
    [Fact]
    public void AKernelOfOnePixelIsAMatrix()
    {
        using var whole = new IncludeBlock(seed: 1);
        StoredTensor[] tensors = [.. WeightsFile.ToTensors(whole.Architecture, whole.Parameters).Select(tensor => tensor.Shape switch
        {
            [var outputs, var inputs] => StoredTensor.FromSingles(tensor.Name, [outputs, inputs, 1, 1], tensor.ToSingles()),
            [var outputs, var inputs, 1, 1] => StoredTensor.FromSingles(tensor.Name, [outputs, inputs], tensor.ToSingles()),
            _ => tensor,
        })];
        string path = _folder.File("weights.npz");
        NpzFile.Write(path, tensors);
        using var network = new IncludeBlock(seed: 2);

        network.LoadWeights(path);

        Assert.Equal(whole.Parameters.Values, network.Parameters.Values);
    }

    [Fact]
    public void SavedAsNumpyWeightsLoadToTheSameBits()
    {
        string path = _folder.File("weights.NPZ");
        using var whole = new IncludeChain(seed: 1);
        whole.Save(path);

        Assert.Equal(whole.Architecture.Parameters.Select(tensor => tensor.ToString()), NpzFile.Read(path).Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        using IncludeChain again = IncludeChain.Load(path);
        Assert.Equal(whole.Parameters.Values, again.Parameters.Values);
    }

    /// <summary>What a network holds, under other names and with PyTorch's counter of batches.</summary>
    private string WriteRenamed(string file, IncludedBase network, Func<StoredTensor, bool>? filter = null)
    {
        List<StoredTensor> tensors = [.. WeightsFile.ToTensors(network.Architecture, network.Parameters).Select(tensor => StoredTensor.FromSingles(Rename(tensor.Name), tensor.Shape, tensor.ToSingles()))];
        tensors.Add(StoredTensor.FromInt64s("features.1.num_batches_tracked", [], [9]));
        StoredTensor[] kept = [.. tensors.Where(filter ?? (_ => true))];
        string path = _folder.File(file);
        if (file.EndsWith(".npz", StringComparison.Ordinal))
            NpzFile.Write(path, kept);
        else
            SafetensorsFile.Write(path, kept);
        return path;
    }

    private static string Rename(string name)
    {
        foreach ((string ours, string theirs) in new[]
        {
            ("residual_1.conv2d_2.", "layer1.second."), ("residual_1.", "layer1."), ("stem.", "features.0."), ("batchnorm_1.", "features.1."), ("dense_2.", "classifier.0."),
        })
        {
            if (name.StartsWith(ours, StringComparison.Ordinal))
                return theirs + name[ours.Length..];
        }

        return name == "dense_3.bias" ? "last_bias" : name;
    }
}
