namespace DeepVision.Generated.Onnx;

/// <summary>What an ONNX file says without the values of its tensors.</summary>
/// <param name="OperatorSet">Version of ONNX's own operators; 0 if it isn't said.</param>
/// <param name="Nodes">The operators in the order of the file, which is one in which they can be computed.</param>
/// <param name="Tensors">The tensors: initializers, and the values of Constant nodes under the names of their outputs.</param>
/// <param name="Inputs">What is given from outside, initializers excluded.</param>
/// <param name="Outputs">Names of the values that it gives.</param>
internal sealed record OnnxModel(
    long OperatorSet, IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Tensors, IReadOnlyList<OnnxInput> Inputs, IReadOnlyList<string> Outputs);

/// <summary>One operator.</summary>
/// <param name="Operator">Its kind: <c>Conv</c>.</param>
/// <param name="Domain">Whose operator it is; empty or <c>ai.onnx</c> for ONNX's own.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Inputs">Names of the values that it reads; empty for one that is left out.</param>
/// <param name="Outputs">Names of the values that it gives.</param>
/// <param name="Attributes">Its attributes by name.</param>
internal sealed record OnnxNode(
    string Operator, string Domain, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, OnnxAttribute> Attributes);

/// <summary>An attribute of an operator; it has one of these values.</summary>
internal sealed class OnnxAttribute
{
    public string Name { get; set; } = "";

    public float? Single { get; set; }

    public long? Integer { get; set; }

    public string? Text { get; set; }

    public OnnxTensor? Tensor { get; set; }

    public List<float> Singles { get; } = [];

    public List<long> Integers { get; } = [];

    public List<string> Texts { get; } = [];
}

/// <summary>A value that is given from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Type of its elements, as <see cref="OnnxTensor.Type"/>; 0 if it is no tensor.</param>
/// <param name="Dimensions">Its shape, null for a dimension that isn't a number; null if nothing is said.</param>
internal sealed record OnnxInput(string Name, long ElementType, IReadOnlyList<long?>? Dimensions);

/// <summary>A tensor of the file: where its values are.</summary>
internal sealed class OnnxTensor
{
    public string Name { get; set; } = "";

    /// <summary>Type of the elements, a number of ONNX's <c>TensorProto.DataType</c>.</summary>
    public long Type { get; set; }

    /// <summary>Its shape; empty for a single value.</summary>
    public List<long> Dimensions { get; } = [];

    /// <summary>Whether the values are in another file.</summary>
    public bool IsExternal { get; set; }

    /// <summary>First byte of its message in the file.</summary>
    public long Position { get; set; }

    /// <summary>Bytes of its message.</summary>
    public long Length { get; set; }

    /// <summary>The values, if they stand in a node as such and not as a tensor.</summary>
    public double[]? Inline { get; set; }

    /// <summary>Whether the elements are floats of some size.</summary>
    public bool IsFloatingPoint => Type is OnnxTypes.Float or OnnxTypes.Double or OnnxTypes.Float16 or OnnxTypes.BFloat16;

    /// <summary>Whether the elements are numbers of a type that can be read.</summary>
    public bool IsNumber => IsFloatingPoint || Type is (>= OnnxTypes.UInt8 and <= OnnxTypes.Int64) or OnnxTypes.Bool or OnnxTypes.UInt32 or OnnxTypes.UInt64;

    /// <summary>Number of elements; −1 if the shape is impossible, or the file has no room for so many.</summary>
    public int Count
    {
        get
        {
            if (Inline is not null)
                return Inline.Length;
            long count = 1;
            foreach (long dimension in Dimensions)
            {
                // An element takes a byte at least.
                if (dimension < 0 || (dimension > 0 && count > Length / dimension))
                    return -1;
                count *= dimension;
            }

            return count > int.MaxValue ? -1 : (int)count;
        }
    }
}

/// <summary>Types of elements: numbers of ONNX's <c>TensorProto.DataType</c>.</summary>
internal static class OnnxTypes
{
    public const long Float = 1;
    public const long UInt8 = 2;
    public const long Int8 = 3;
    public const long UInt16 = 4;
    public const long Int16 = 5;
    public const long Int32 = 6;
    public const long Int64 = 7;
    public const long Bool = 9;
    public const long Float16 = 10;
    public const long Double = 11;
    public const long UInt32 = 12;
    public const long UInt64 = 13;
    public const long BFloat16 = 16;
}
