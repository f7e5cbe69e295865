using System.Runtime.CompilerServices;
using DeepVision.Generated.Onnx;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>An ONNX file of the project as far as a compilation needs it: its graph, and small tensors such as shapes.</summary>
internal sealed class OnnxFile
{
    /// <summary>Elements of the largest tensor whose values are kept.</summary>
    private const int MostConstants = 4096;

    /// <summary>The same for integers, which are shapes and places and no weights.</summary>
    private const int MostIntegers = 1 << 16;

    // The generator and the analyzer see the same texts, and see them again with every key that is pressed.
    private static readonly ConditionalWeakTable<AdditionalText, OnnxFile> s_files = new();

    private readonly IReadOnlyDictionary<OnnxTensor, double[]> _constants;

    private OnnxFile(string path, OnnxModel? model, IReadOnlyDictionary<OnnxTensor, double[]> constants, string? problem) =>
        (Path, Model, _constants, Problem) = (path, model, constants, problem);

    public string Path { get; }

    /// <summary>What the file says; null if it can't be read.</summary>
    public OnnxModel? Model { get; }

    /// <summary>Why it can't be read, or null.</summary>
    public string? Problem { get; }

    public static bool IsOne(AdditionalText text) => text.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file, read once as long as it is the same text to the compiler.</summary>
    public static OnnxFile Of(AdditionalText text) => s_files.GetValue(text, static text => Read(text.Path));

    /// <summary>Whether a name is that of the file, or the end of its path.</summary>
    public bool IsCalled(string name)
    {
        string path = Path.Replace('\\', '/'), end = name.Replace('\\', '/');
        while (end.StartsWith("./", StringComparison.Ordinal))
            end = end.Substring(2);
        return end.Length > 0 && (string.Equals(path, end, StringComparison.OrdinalIgnoreCase) || path.EndsWith("/" + end, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The values of a small tensor; null for a large one.</summary>
    public double[]? ValuesOf(OnnxTensor tensor) => _constants.TryGetValue(tensor, out double[]? values) ? values : null;

    private static OnnxFile Read(string path)
    {
        try
        {
            // Compilers hand files to generators as text only, in which the bytes of this one would be lost. That the text is another one when the
            // file has changed is all that the pipeline relies on.
#pragma warning disable RS1035
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
#pragma warning restore RS1035
            ProtobufReader reader = new(stream);
            OnnxModel model = OnnxModelReader.Read(reader);
            return new OnnxFile(path, model, ReadConstants(reader, model), problem: null);
        }
        catch (Exception e) when (e is OnnxFormatException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new OnnxFile(path, model: null, new Dictionary<OnnxTensor, double[]>(), e.Message.TrimEnd('.'));
        }
    }

    private static Dictionary<OnnxTensor, double[]> ReadConstants(ProtobufReader reader, OnnxModel model)
    {
        IEnumerable<OnnxTensor> attributes = model.Nodes.SelectMany(node => node.Attributes.Values).Select(attribute => attribute.Tensor).OfType<OnnxTensor>();
        return model.Tensors.Values.Concat(attributes).Distinct()
            .Where(tensor => tensor is { IsExternal: false, IsNumber: true, Count: >= 0 } && tensor.Count <= (tensor.IsFloatingPoint ? MostConstants : MostIntegers))
            .ToDictionary(tensor => tensor, tensor => OnnxTensorReader.ReadDoubles(reader, tensor));
    }
}
