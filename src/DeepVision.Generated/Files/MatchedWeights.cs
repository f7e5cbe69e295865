namespace DeepVision.Generated;

/// <summary>What <see cref="Network.LoadMatchingWeights"/> did with each tensor of the network and of the file.</summary>
public sealed class MatchedWeights
{
    private readonly string _network;
    private readonly IReadOnlyList<NamedParameter> _missing;
    private readonly IReadOnlyList<(NamedParameter Parameter, StoredTensor Stored)> _mismatched;

    internal MatchedWeights(
        string network, string path, IReadOnlyList<NamedParameter> loaded, IReadOnlyList<NamedParameter> missing,
        IReadOnlyList<(NamedParameter Parameter, StoredTensor Stored)> mismatched, IReadOnlyList<string> unused)
    {
        (_network, FilePath, _missing, _mismatched, Unused) = (network, path, missing, mismatched, unused);
        Loaded = [.. loaded.Select(parameter => parameter.Name)];
        Missing = [.. missing.Select(parameter => parameter.Name)];
        Mismatched = [.. mismatched.Select(pair => pair.Parameter.Name)];
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Tensors of the network that have the file's values now.</summary>
    public IReadOnlyList<string> Loaded { get; }

    /// <summary>Tensors of the network that the file doesn't hold; they are as they were.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Tensors that both have under the same name but with different shapes; those of the network are as they were.</summary>
    public IReadOnlyList<string> Mismatched { get; }

    /// <summary>Tensors of the file that the network doesn't have, by their names in the file.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>All of it in a few sentences.</summary>
    public override string ToString() =>
        $"{Quantity.Of(Loaded.Count, "tensor")} of {_network} loaded from {FilePath}."
        + Sentence("Not in the file, and as they were", _missing.Select(parameter => parameter.ToString()))
        + Sentence("In the file with another shape, and as they were", _mismatched.Select(pair => Differ(pair.Parameter, pair.Stored)))
        + Sentence("In the file only", Unused);

    /// <summary>Both shapes of a tensor that doesn't fit.</summary>
    internal static string Differ(NamedParameter parameter, StoredTensor stored) => $"{parameter} [{string.Join(", ", stored.Shape)}] instead of [{string.Join(", ", parameter.Tensor.Shape)}]";

    private static string Sentence(string what, IEnumerable<string> tensors) => tensors.Any() ? $" {what}: {string.Join(", ", tensors)}." : "";
}
