using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// Saves and loads the weights of a network as safetensors: one tensor of 32-bit floats per parameter, by its name and
/// in PyTorch's order, with the architecture in the metadata; or as an npz file of NumPy's. <c>docs/weights-file.md</c> describes both.
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
    /// <param name="path">
    /// The file; its folder must exist. A symbolic link is followed, and a file that exists keeps its permissions. A name that ends in <c>.npz</c> gives
    /// NumPy's format, without the architecture; every other one safetensors.
    /// </param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static void Save(string path, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        network.Download();
        List<StoredTensor> tensors = ToTensors(network.Architecture, network.Parameters);
        if (TensorFile.IsNumpy(path))
            NpzFile.Write(path, tensors);
        else
            SafetensorsFile.Write(path, tensors, ToMetadata(network.Architecture));
    }

    /// <summary>
    /// Reads all parameters of <paramref name="network"/>. The whole file is checked before the first value changes:
    /// if it fails, the network stays as it was.
    /// </summary>
    /// <param name="path">The file: NumPy's if its name ends in <c>.npz</c>, else safetensors.</param>
    /// <param name="network">The network.</param>
    /// <param name="names">What the file calls the network's tensors, layers and blocks, by their names here; see <see cref="Network.LoadWeights"/>.</param>
    /// <exception cref="ArgumentException">The path is blank, or two tensors would have one name in the file.</exception>
    /// <exception cref="WeightsFileException">The file is missing, invalid, or holds the weights of another architecture.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static void Load(string path, Network network, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        using Network.WeightsClaim claim = network.ClaimWeights();
        network.Download();
        Apply(Check(TensorFile.Read(path), network.Architecture, names), network.Architecture, network.Parameters);
    }

    /// <summary>Reads the parameters of <paramref name="network"/> that the file has under the same names and with the same shapes.</summary>
    /// <param name="path">The file: NumPy's if its name ends in <c>.npz</c>, else safetensors.</param>
    /// <param name="network">The network.</param>
    /// <param name="names">What the file calls the network's tensors, layers and blocks, by their names here; see <see cref="Network.LoadWeights"/>.</param>
    /// <returns>What was loaded and what wasn't.</returns>
    /// <exception cref="ArgumentException">The path is blank, or two tensors would have one name in the file.</exception>
    /// <exception cref="WeightsFileException">The file is missing or invalid, or none of its tensors fits; no weight has changed.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static MatchedWeights LoadMatching(string path, Network network, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        using Network.WeightsClaim claim = network.ClaimWeights();
        network.Download();
        NetworkArchitecture architecture = network.Architecture;
        NamedParameter[] parameters = NamedParameter.Of(architecture, names);
        TensorFile file = TensorFile.Read(path);
        CheckVersion(file);
        Dictionary<string, StoredTensor> byName = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        (NamedParameter Parameter, StoredTensor Stored)[] shared = [.. parameters.Where(parameter => byName.ContainsKey(parameter.FileName)).Select(parameter => (parameter, byName[parameter.FileName]))];
        (NamedParameter Parameter, StoredTensor Stored)[] fitting = [.. shared.Where(pair => pair.Parameter.Fits(pair.Stored.Shape))];
        if (fitting.Length == 0)
        {
            string why = shared.Length == 0
                ? $"none of its tensors has the name of one of {architecture.Name}, whose first is {parameters.Select(parameter => parameter.ToString()).FirstOrDefault("none")}"
                : $"all tensors with names of {architecture.Name} have other shapes, for example {MatchedWeights.Differ(shared[0].Parameter, shared[0].Stored)}";
            throw new WeightsFileException(file.FilePath, $"nothing fits: {why}.");
        }

        // All are decoded before the first one is written, so that a damaged file changes nothing.
        float[][] values = [.. fitting.Select(pair => Decode(file, pair.Parameter, pair.Stored))];
        for (int i = 0; i < values.Length; i++)
            fitting[i].Parameter.Tensor.Layout.Pack(values[i], Packed(network.Parameters, fitting[i].Parameter.Tensor));
        network.Parameters.MarkChanged();

        return new MatchedWeights(
            architecture.Name, file.FilePath,
            [.. fitting.Select(pair => pair.Parameter)],
            [.. parameters.Where(parameter => !byName.ContainsKey(parameter.FileName))],
            [.. shared.Where(pair => !pair.Parameter.Fits(pair.Stored.Shape))],
            [.. Unknown(file, parameters).Order(StringComparer.Ordinal)]);
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
    /// <param name="file">Where they come from: each of its tensors must have its place.</param>
    /// <param name="architecture">Whose they must be.</param>
    /// <param name="names">What the file calls them; null if it has the names of the architecture.</param>
    internal static IReadOnlyList<float[]> Check(TensorFile file, NetworkArchitecture architecture, IReadOnlyDictionary<string, string>? names = null)
    {
        NamedParameter[] parameters = NamedParameter.Of(architecture, names);
        CheckVersion(file);
        // Who gives names says himself whose weights go where.
        if (names is null)
            CheckArchitecture(file, architecture);
        Dictionary<string, StoredTensor> byName = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        CheckNames(file, architecture, parameters, byName);

        float[][] values = new float[parameters.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            NamedParameter parameter = parameters[i];
            StoredTensor stored = byName[parameter.FileName];
            if (!parameter.Fits(stored.Shape))
            {
                throw new WeightsFileException(
                    file.FilePath,
                    $"tensor {parameter} has the shape [{string.Join(", ", stored.Shape)}], but {architecture.Name} needs [{string.Join(", ", parameter.Tensor.Shape)}].");
            }

            values[i] = Decode(file, parameter, stored);
        }

        return values;
    }

    private static float[] Decode(TensorFile file, NamedParameter parameter, StoredTensor stored) => stored.IsFloatingPoint
        ? stored.ToSingles()
        : throw new WeightsFileException(file.FilePath, $"tensor {parameter} has elements of type {stored.Type}; weights must be F32, F64, F16 or BF16.");

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

    private static void CheckVersion(TensorFile file)
    {
        if (file.Metadata.TryGetValue(VersionKey, out string? text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version is >= 1 and <= FormatVersion))
        {
            throw new WeightsFileException(file.FilePath, $"has format version '{text}', but this library knows versions up to {FormatVersion}. Update DeepVision.Generated.");
        }
    }

    private static void CheckArchitecture(TensorFile file, NetworkArchitecture architecture)
    {
        // Files written by other tools have no signature; names and shapes must do.
        if (!file.Metadata.TryGetValue(ArchitectureKey, out string? signature))
            return;

        string[] expected = NetworkSignature.Describe(architecture);
        if (NetworkSignature.FirstDifference(signature.Split('\n'), expected, architecture.Name) is not string difference)
            return;

        string owner = file.Metadata.TryGetValue(NetworkKey, out string? name) ? $" ({name})" : "";
        throw new WeightsFileException(file.FilePath, $"holds the weights of another architecture{owner}. {difference} Load it into the network it was saved from.");
    }

    private static void CheckNames(TensorFile file, NetworkArchitecture architecture, NamedParameter[] parameters, Dictionary<string, StoredTensor> byName)
    {
        string[] missing = [.. parameters.Where(parameter => !byName.ContainsKey(parameter.FileName)).Select(parameter => parameter.ToString())];
        string[] extra = [.. Unknown(file, parameters)];
        if (missing.Length == 0 && extra.Length == 0)
            return;

        var problems = new List<string>();
        if (missing.Length > 0)
            problems.Add($"lacks {List(missing)}");
        if (extra.Length > 0)
            problems.Add($"has {List(extra)}, which {architecture.Name} doesn't know");
        throw new WeightsFileException(file.FilePath, $"doesn't fit {architecture.Name}: it {string.Join(", and ", problems)}.");
    }

    /// <summary>What the file has and the network hasn't. PyTorch's BatchNorm counts its batches in a tensor that nothing here depends on.</summary>
    private static IEnumerable<string> Unknown(TensorFile file, NamedParameter[] parameters)
    {
        HashSet<string> known = [.. parameters.Select(parameter => parameter.FileName)];
        return file.Tensors.Select(tensor => tensor.Name).Where(name => !known.Contains(name) && !name.EndsWith(TorchCounter, StringComparison.Ordinal));
    }

    /// <summary>A few names, and how many more: a hostile file may hold millions.</summary>
    private static string List(string[] names)
    {
        const int Shown = 5;
        string list = string.Join(", ", names.Take(Shown));
        return names.Length <= Shown ? list : FormattableString.Invariant($"{list} and {names.Length - Shown} more");
    }
}
