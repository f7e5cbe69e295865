namespace DeepVision.Generated;

/// <summary>What <see cref="Network.LoadMatchingWeights"/> did with each tensor of the network and of the file.</summary>
public sealed class MatchedWeights
{
    private readonly string _network;

    internal MatchedWeights(string network, string path, IReadOnlyList<string> loaded, IReadOnlyList<string> missing, IReadOnlyList<string> mismatched, IReadOnlyList<string> unused) =>
        (_network, FilePath, Loaded, Missing, Mismatched, Unused) = (network, path, loaded, missing, mismatched, unused);

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Tensors of the network that have the file's values now.</summary>
    public IReadOnlyList<string> Loaded { get; }

    /// <summary>Tensors of the network that the file doesn't hold; they are as they were.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Tensors that both have under the same name but with different shapes; those of the network are as they were.</summary>
    public IReadOnlyList<string> Mismatched { get; }

    /// <summary>Tensors of the file that the network doesn't have.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>All of it in a few sentences.</summary>
    public override string ToString() =>
        $"{Quantity.Of(Loaded.Count, "tensor")} of {_network} loaded from {FilePath}."
        + Sentence("Not in the file, and as they were", Missing)
        + Sentence("In the file with another shape, and as they were", Mismatched)
        + Sentence("In the file only", Unused);

    private static string Sentence(string what, IReadOnlyList<string> tensors) => tensors.Count == 0 ? "" : $" {what}: {string.Join(", ", tensors)}.";
}
