using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Onnx;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>
/// A declaration without blocks, branches and repetition: layers and losses that name what they read. It knows no shapes.
/// </summary>
/// <param name="Declaration">What it was made of.</param>
/// <param name="Layers">Layers and losses as they were written, blocks replaced by their layers.</param>
/// <param name="Problems">Mistakes in names, branches and blocks. The list of layers is the best guess then.</param>
internal sealed record FlatNetwork(NetworkDeclaration Declaration, EquatableArray<FlatLayer> Layers, EquatableArray<Problem> Problems)
{
    /// <summary>What layers of the networks that it begins with are called, those that are left out too.</summary>
    public EquatableArray<string> IncludedNames { get; init; } = [];

    /// <summary>Whether it begins with layers of another network that aren't known, because of a mistake.</summary>
    public bool LacksIncluded { get; init; }

    /// <summary>The layers from which a way leads to a loss that predicts, and those losses.</summary>
    public HashSet<int> Predicting()
    {
        HashSet<int> predicting = [];
        for (int layer = Layers.Count - 1; layer >= 0; layer--)
        {
            if (Layers[layer] is { IsLoss: true, Declaration.IsTrainingOnly: false } || predicting.Contains(layer))
                predicting.UnionWith([layer, .. Layers[layer].Inputs]);
        }

        return predicting;
    }
}

/// <summary>One layer or loss.</summary>
/// <param name="Declaration">Its kind and arguments, all of them constants.</param>
/// <param name="Origin">Where it was written.</param>
/// <param name="Name">Unique name in files, the names of its blocks in front: <c>bottleneck_1.conv2d_2</c>. Empty for a loss.</param>
/// <param name="Accessor">The C# properties that lead to it: <c>Bottleneck1</c>, <c>Conv2D2</c>. Empty for a loss.</param>
/// <param name="Inputs">Numbers of the layers that it reads; <see cref="NetworkInput"/> for the network's input, and below it one number for each further input.</param>
internal sealed record FlatLayer(LayerDeclaration Declaration, LayerOrigin Origin, string Name, EquatableArray<string> Accessor, EquatableArray<int> Inputs)
{
    /// <summary>Stands for the network's own input in <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;

    /// <summary>Stands for a further input in <see cref="Inputs"/>.</summary>
    /// <param name="index">Its number among them, from 0.</param>
    public static int FurtherInput(int index) => NetworkInput - 1 - index;

    /// <summary>Stands for no layer.</summary>
    public const int None = int.MinValue;

    /// <summary>For a Shortcut the end of a path beside it, whose shape it gives its input; else <see cref="None"/>.</summary>
    public int Beside { get; init; } = None;

    /// <summary>Whether training leaves it as it is.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Where an ONNX file has the values of its parameters.</summary>
    public EquatableArray<OnnxWeight> Weights { get; init; } = [];

    public bool IsLoss => Declaration.IsLoss;
}

/// <summary>Where a layer was written.</summary>
/// <param name="Attribute">Number of the attribute on the network, from 0.</param>
/// <param name="Place">Its place in a block; null if the attribute is the layer.</param>
internal sealed record LayerOrigin(int Attribute, BlockPlace? Place = null)
{
    /// <summary>Whether the attribute is an Include or an OnnxNetwork, and the layer is one of another network or of a file.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>The layer, or one of its arguments. Of a layer in a block messages stand on the attribute that uses the block.</summary>
    public Anchor Anchor(string? argument = null) => Place is null
        ? Diagnostics.Anchor.Layer(Attribute, argument)
        : Diagnostics.Anchor.Layer(Attribute) with { Place = Place };
}
