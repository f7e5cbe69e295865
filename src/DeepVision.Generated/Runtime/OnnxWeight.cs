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

    /// <summary>The pieces of the tensor that are the parameter, one behind the other; empty if the whole tensor is.</summary>
    public IReadOnlyList<OnnxPiece> Pieces { get; init; } = [];

    /// <summary>Elements of the tensor, if only pieces of it are the parameter.</summary>
    public int TensorLength { get; init; }

    /// <summary>
    /// The matrices of which each row of the parameter consists, where the file has their values in another order: those of images, whose channels one
    /// of them counts first and the other last. Empty where both have one order.
    /// </summary>
    public IReadOnlyList<OnnxMatrix> Matrices { get; init; } = [];
}

/// <summary>Neighbouring elements of a tensor.</summary>
/// <param name="Start">The first, in the file's order.</param>
/// <param name="Length">How many.</param>
public readonly record struct OnnxPiece(int Start, int Length);

/// <summary>A part of a vector that is a matrix: the file has it row by row, the parameter column by column.</summary>
/// <param name="Rows">Its rows; 1 for a part that is in the same order.</param>
/// <param name="Columns">Its columns.</param>
public readonly record struct OnnxMatrix(int Rows, int Columns);
