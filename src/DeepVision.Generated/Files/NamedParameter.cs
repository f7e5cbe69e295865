namespace DeepVision.Generated;

/// <summary>A parameter of a network and what a file calls it.</summary>
/// <param name="Tensor">The parameter.</param>
/// <param name="FileName">Its name in the file.</param>
internal readonly record struct NamedParameter(ParameterTensor Tensor, string FileName)
{
    /// <summary>Its name here.</summary>
    public string Name => Tensor.Name;

    /// <summary>All parameters of a network with their names in a file.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="names">
    /// What the file calls tensors, layers and blocks, by what they are called here; the longest name that a parameter begins with counts, and the rest
    /// of its name stays. Null if all have the same names.
    /// </param>
    /// <exception cref="ArgumentException">Two parameters would have one name.</exception>
    public static NamedParameter[] Of(NetworkArchitecture architecture, IReadOnlyDictionary<string, string>? names)
    {
        NamedParameter[] all = [.. architecture.Parameters.Select(parameter => new NamedParameter(parameter, names is null ? parameter.Name : Translate(parameter.Name, names)))];
        Dictionary<string, string> owners = new(StringComparer.Ordinal);
        foreach ((ParameterTensor parameter, string fileName) in all)
        {
            if (!owners.TryAdd(fileName, parameter.Name))
                throw new ArgumentException($"{owners[fileName]} and {parameter.Name} of {architecture.Name} would both be {fileName} in the file. Give each its own name.", nameof(names));
        }

        return all;
    }

    /// <summary>Whether a tensor of that shape holds the parameter's values: a kernel of 1×1 is a matrix.</summary>
    public bool Fits(IReadOnlyList<int> shape) => Matrix(shape).SequenceEqual(Matrix(Tensor.Shape));

    /// <summary>The parameter in a message about a file: its name there, and here if that is another one.</summary>
    public override string ToString() => FileName == Name ? Name : $"{FileName} ({Name})";

    private static IEnumerable<int> Matrix(IReadOnlyList<int> shape) => shape is [_, _, 1, 1] ? shape.Take(2) : shape;

    private static string Translate(string name, IReadOnlyDictionary<string, string> names)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (names.TryGetValue(name[..end], out string? translated))
                return translated + name[end..];
        }

        return name;
    }
}
