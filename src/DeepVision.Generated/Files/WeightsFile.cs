using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// Saves and loads the weights of a network as safetensors: one tensor of 32-bit floats per parameter, by its name and
/// in PyTorch's order, with the architecture in the metadata. <c>docs/weights-file.md</c> describes the layout.
/// </summary>
public static class WeightsFile
{
    private const int FormatVersion = 1;
    private const string VersionKey = "deepvision.format_version";
    private const string LibraryKey = "deepvision.library";
    internal const string NetworkKey = "deepvision.network";
    internal const string ArchitectureKey = "deepvision.architecture";
    private const string TorchCounter = ".num_batches_tracked";

    /// <summary>Writes all parameters of <paramref name="network"/>. If it fails, an older file of that name stays as it was.</summary>
    /// <param name="path">The file; its folder must exist. A symbolic link is followed, and a file that exists keeps its permissions.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static void Save(string path, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        network.Download();
        SafetensorsFile.Write(path, ToTensors(network.Architecture, network.Parameters), ToMetadata(network.Architecture));
    }

    /// <summary>
    /// Reads all parameters of <paramref name="network"/>. The whole file is checked before the first value changes:
    /// if it fails, the network stays as it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file is missing, invalid, or holds the weights of another architecture.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static void Load(string path, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        using Network.WeightsClaim claim = network.ClaimWeights();
        network.Download();
        SafetensorsFile file = SafetensorsFile.Read(path);
        // A checkpoint is a weights file with more in it.
        IReadOnlyList<float[]> values = Check(file, network.Architecture, [.. file.Tensors.Where(tensor => !Checkpoint.Owns(tensor.Name))]);
        Apply(values, network.Architecture, network.Parameters);
    }

    /// <summary>Reads the parameters of <paramref name="network"/> that the file has under the same names and with the same shapes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <returns>What was loaded and what wasn't.</returns>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file is missing or invalid, or none of its tensors fits; no weight has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static MatchedWeights LoadMatching(string path, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        using Network.WeightsClaim claim = network.ClaimWeights();
        network.Download();
        SafetensorsFile file = SafetensorsFile.Read(path);
        CheckVersion(file);
        NetworkArchitecture architecture = network.Architecture;
        Dictionary<string, StoredTensor> byName = file.Tensors.Where(tensor => !Checkpoint.Owns(tensor.Name)).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        ParameterTensor[] shared = [.. architecture.Parameters.Where(parameter => byName.ContainsKey(parameter.Name))];
        ParameterTensor[] fitting = [.. shared.Where(parameter => byName[parameter.Name].Shape.SequenceEqual(parameter.Shape))];
        if (fitting.Length == 0)
        {
            string why = shared.Length == 0
                ? $"none of its tensors has the name of one of {architecture.Name}, whose first is {architecture.Parameters.FirstOrDefault()?.Name ?? "none"}"
                : $"all tensors with names of {architecture.Name} have other shapes, {shared[0].Name} for example [{string.Join(", ", byName[shared[0].Name].Shape)}] instead of [{string.Join(", ", shared[0].Shape)}]";
            throw new WeightsFileException(file.FilePath, $"nothing fits: {why}.");
        }

        // All are decoded before the first one is written, so that a damaged file changes nothing.
        float[][] values = [.. fitting.Select(parameter => Decode(file, parameter, byName[parameter.Name]))];
        for (int i = 0; i < values.Length; i++)
            fitting[i].Layout.Pack(values[i], Packed(network.Parameters, fitting[i]));
        network.Parameters.MarkChanged();

        HashSet<string> names = [.. architecture.Parameters.Select(parameter => parameter.Name)];
        return new MatchedWeights(
            architecture.Name, file.FilePath,
            [.. fitting.Select(parameter => parameter.Name)],
            [.. architecture.Parameters.Select(parameter => parameter.Name).Where(name => !byName.ContainsKey(name))],
            [.. shared.Except(fitting).Select(parameter => parameter.Name)],
            [.. byName.Keys.Where(name => !names.Contains(name) && !name.EndsWith(TorchCounter, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The parameters as tensors in logical order.</summary>
    internal static List<StoredTensor> ToTensors(NetworkArchitecture architecture, ParameterBuffer parameters)
    {
        var tensors = new List<StoredTensor>(architecture.Parameters.Count);
        foreach (ParameterTensor parameter in architecture.Parameters)
        {
            float[] logical = new float[parameter.Layout.Count];
            parameter.Layout.Unpack(Packed(parameters, parameter), logical);
            tensors.Add(StoredTensor.FromSingles(parameter.Name, parameter.Shape, logical));
        }

        return tensors;
    }

    /// <summary>What says whose weights these are.</summary>
    internal static Dictionary<string, string> ToMetadata(NetworkArchitecture architecture) => new()
    {
        // The tensors are in PyTorch's order, and some Python tools ask for this key.
        ["format"] = "pt",
        [VersionKey] = FormatVersion.ToString(CultureInfo.InvariantCulture),
        [LibraryKey] = $"DeepVision.Generated {typeof(WeightsFile).Assembly.GetName().Version?.ToString(3)}",
        [NetworkKey] = architecture.Name,
        [ArchitectureKey] = string.Join('\n', NetworkSignature.Describe(architecture)),
    };

    /// <summary>Checks that the file's weights are those of the architecture, and decodes them in the order of its parameter table.</summary>
    /// <param name="file">Where they come from.</param>
    /// <param name="architecture">Whose they must be.</param>
    /// <param name="tensors">The file's tensors that are meant as weights: each of them must have its place.</param>
    internal static IReadOnlyList<float[]> Check(SafetensorsFile file, NetworkArchitecture architecture, IReadOnlyList<StoredTensor> tensors)
    {
        CheckMetadata(file, architecture);
        Dictionary<string, StoredTensor> byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        CheckNames(file, architecture, byName);

        var values = new float[architecture.Parameters.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            ParameterTensor parameter = architecture.Parameters[i];
            StoredTensor stored = byName[parameter.Name];
            if (!stored.Shape.SequenceEqual(parameter.Shape))
            {
                throw new WeightsFileException(
                    file.FilePath,
                    $"tensor {parameter.Name} has the shape [{string.Join(", ", stored.Shape)}], but {architecture.Name} needs [{string.Join(", ", parameter.Shape)}].");
            }

            values[i] = Decode(file, parameter, stored);
        }

        return values;
    }

    private static float[] Decode(SafetensorsFile file, ParameterTensor parameter, StoredTensor stored) => stored.IsFloatingPoint
        ? stored.ToSingles()
        : throw new WeightsFileException(file.FilePath, $"tensor {parameter.Name} has elements of type {stored.Type}; weights must be F32, F64, F16 or BF16.");

    /// <summary>Writes values that <see cref="Check"/> returned.</summary>
    internal static void Apply(IReadOnlyList<float[]> values, NetworkArchitecture architecture, ParameterBuffer parameters)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ParameterTensor parameter = architecture.Parameters[i];
            parameter.Layout.Pack(values[i], Packed(parameters, parameter));
        }

        parameters.MarkChanged();
    }

    private static Span<float> Packed(ParameterBuffer parameters, ParameterTensor parameter) =>
        parameters.Values.Slice(parameter.Offset, parameter.Layout.PackedLength);

    private static void CheckVersion(SafetensorsFile file)
    {
        if (file.Metadata.TryGetValue(VersionKey, out string? text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version is >= 1 and <= FormatVersion))
        {
            throw new WeightsFileException(file.FilePath, $"has format version '{text}', but this library knows versions up to {FormatVersion}. Update DeepVision.Generated.");
        }
    }

    private static void CheckMetadata(SafetensorsFile file, NetworkArchitecture architecture)
    {
        CheckVersion(file);
        // Files written by other tools have no signature; names and shapes must do.
        if (!file.Metadata.TryGetValue(ArchitectureKey, out string? signature))
            return;

        string[] expected = NetworkSignature.Describe(architecture);
        if (NetworkSignature.FirstDifference(signature.Split('\n'), expected, architecture.Name) is not string difference)
            return;

        string owner = file.Metadata.TryGetValue(NetworkKey, out string? name) ? $" ({name})" : "";
        throw new WeightsFileException(file.FilePath, $"holds the weights of another architecture{owner}. {difference} Load it into the network it was saved from.");
    }

    private static void CheckNames(SafetensorsFile file, NetworkArchitecture architecture, Dictionary<string, StoredTensor> byName)
    {
        HashSet<string> needed = [.. architecture.Parameters.Select(parameter => parameter.Name)];
        string[] missing = [.. architecture.Parameters.Select(parameter => parameter.Name).Where(name => !byName.ContainsKey(name))];
        // PyTorch's BatchNorm counts its batches in a tensor that nothing here depends on.
        string[] extra = [.. byName.Keys.Where(name => !needed.Contains(name) && !name.EndsWith(TorchCounter, StringComparison.Ordinal))];
        if (missing.Length == 0 && extra.Length == 0)
            return;

        var problems = new List<string>();
        if (missing.Length > 0)
            problems.Add($"lacks {List(missing)}");
        if (extra.Length > 0)
            problems.Add($"has {List(extra)}, which {architecture.Name} doesn't know");
        throw new WeightsFileException(file.FilePath, $"doesn't fit {architecture.Name}: it {string.Join(", and ", problems)}.");
    }

    /// <summary>A few names, and how many more: a hostile file may hold millions.</summary>
    private static string List(string[] names)
    {
        const int Shown = 5;
        string list = string.Join(", ", names.Take(Shown));
        return names.Length <= Shown ? list : FormattableString.Invariant($"{list} and {names.Length - Shown} more");
    }
}
