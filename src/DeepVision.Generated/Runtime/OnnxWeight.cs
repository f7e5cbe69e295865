namespace DeepVision.Generated.Runtime;

/// <summary>Where an ONNX file has the values of a parameter. Generated code lists them.</summary>
/// <param name="Parameter">The parameter's name: <c>conv1.weight</c>.</param>
/// <param name="Tensor">The tensor's name in the file; null if all values are <paramref name="Value"/>.</param>
/// <param name="Value">The value of all, where they are none of the file's tensors.</param>
public sealed record OnnxWeight(string Parameter, string? Tensor, float Value = 0)
{
    /// <summary>Whether the file has columns where the parameter has rows.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Whether the parameter divides by the file's values.</summary>
    public bool IsReciprocal { get; init; }

    /// <summary>What the file's values are multiplied by.</summary>
    public float Factor { get; init; } = 1;

    /// <summary>
    /// The images of which the vector consists that the values in a row belong to: the file counts their channels first, the parameter
    /// pixels first. Empty where both have one order.
    /// </summary>
    public IReadOnlyList<OnnxImage> Images { get; init; } = [];
}

/// <summary>A part of a vector that has been an image.</summary>
/// <param name="Channels">Its channels; 1 for a part that was a vector before.</param>
/// <param name="Pixels">Its pixels.</param>
public readonly record struct OnnxImage(int Channels, int Pixels);
