namespace DeepVision.Generated;

/// <summary>What loading weights begins with: the tensors of a file, whichever format it has.</summary>
/// <param name="FilePath">The file.</param>
/// <param name="Metadata">The texts stored beside the tensors; none in NumPy's files.</param>
/// <param name="Tensors">The tensors that are meant as weights.</param>
internal sealed record TensorFile(string FilePath, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<StoredTensor> Tensors)
{
    private const string NumpyExtension = ".npz";

    /// <summary>Whether a file of that name is one of NumPy's. All others are safetensors.</summary>
    public static bool IsNumpy(string path) => path.EndsWith(NumpyExtension, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WeightsFileException">The file is missing, can't be read, or is invalid.</exception>
    public static TensorFile Read(string path) => IsNumpy(path)
        ? new TensorFile(path, new Dictionary<string, string>(), NpzFile.Read(path))
        : Weights(SafetensorsFile.Read(path));

    /// <summary>The weights of a file that may be a checkpoint, which is a weights file with more in it.</summary>
    public static TensorFile Weights(SafetensorsFile file) => new(file.FilePath, file.Metadata, [.. file.Tensors.Where(tensor => !Checkpoint.Owns(tensor.Name))]);
}
