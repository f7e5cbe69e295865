using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>The layers with which a network begins because it is that of an ONNX file.</summary>
/// <param name="Input">Shape of the first input: (height, width, channels), (steps, features), …; empty if something is wrong.</param>
/// <param name="Layers">The layers, each behind those that it reads.</param>
/// <param name="End">The last one's number; negative if there is none.</param>
/// <param name="Names">The names by which the file knows them, beside their own.</param>
/// <param name="Problems">What is wrong with the file, or with how it is used.</param>
internal sealed record OnnxLayers(
    EquatableArray<int> Input, EquatableArray<OnnxLayer> Layers, int End, EquatableArray<OnnxLayerName> Names, EquatableArray<Problem> Problems)
{
    /// <summary>The inputs that the file has beside the first one.</summary>
    public EquatableArray<InputDeclaration> FurtherInputs { get; init; } = [];

    /// <summary>Nothing is known of them.</summary>
    public static OnnxLayers Unknown(params Problem[] problems) => new([], [], -1, [], new EquatableArray<Problem>(problems));
}

/// <summary>One layer.</summary>
/// <param name="Declaration">As it could be written.</param>
/// <param name="Name">Its unique name.</param>
/// <param name="Accessor">The C# property that leads to it.</param>
/// <param name="Inputs">Numbers of the layers that it reads, negative for the network's input.</param>
/// <param name="Weights">Where its parameters come from.</param>
/// <param name="IsFixed">Whether it is arithmetic with constants, which no training changes.</param>
internal sealed record OnnxLayer(
    LayerDeclaration Declaration, string Name, string Accessor, EquatableArray<int> Inputs, EquatableArray<OnnxWeight> Weights, bool IsFixed);

/// <summary>A name of the file for a layer.</summary>
internal sealed record OnnxLayerName(string Name, int Layer);

/// <summary>Where the values of a parameter come from.</summary>
/// <param name="Role">The parameter, by the last part of its name: <c>weight</c>.</param>
/// <param name="Tensor">The tensor of the file; null if all values are <paramref name="Value"/>.</param>
/// <param name="Value">The value of all, if they are none of the file's tensors.</param>
internal sealed record OnnxWeight(string Role, string? Tensor, float Value = 0)
{
    /// <summary>Whether the file has columns where the parameter has rows.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Whether the file has what is divided by.</summary>
    public bool IsReciprocal { get; init; }

    /// <summary>What the file's values are multiplied by.</summary>
    public float Factor { get; init; } = 1;

    /// <summary>The pieces of the tensor that are the parameter, in order; empty if the whole is.</summary>
    public EquatableArray<TensorPiece> Pieces { get; init; } = [];

    /// <summary>Elements of the tensor, if only pieces are the parameter.</summary>
    public int TensorLength { get; init; }

    /// <summary>The images of which the vector consists that a row belongs to; empty where it is in the same order here.</summary>
    public EquatableArray<FlattenedImage> Images { get; init; } = [];
}

/// <summary>A part of a vector that has been an image: the file counts channels first, the network pixels first.</summary>
internal readonly record struct FlattenedImage(int Channels, int Pixels);

/// <summary>Neighbouring elements of a tensor.</summary>
internal readonly record struct TensorPiece(int Start, int Length);
