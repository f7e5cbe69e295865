using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a layer means to the initial weights of the layer with weights in front of it.</summary>
internal enum InitializerHint
{
    /// <summary>Nothing: what stands behind it decides.</summary>
    None,

    /// <summary>It cuts negative values: weights by He et al. 2015.</summary>
    He,

    /// <summary>Anything else: weights by Glorot and Bengio 2010.</summary>
    Glorot,
}

/// <summary>Resolves the library's <c>Initializer.Auto</c>.</summary>
internal static class Initializers
{
    private static readonly string[] s_names = ["Auto", "Zeros", "Ones", "HeUniform", "HeNormal", "GlorotUniform", "GlorotNormal"];

    public static int Count => s_names.Length;

    public static string Name(int value, EquatableArray<LayerDeclaration> layers, int index)
    {
        if (s_names[value] != "Auto")
            return s_names[value];
        InitializerHint hint = layers.Skip(index + 1).Select(HintOf).FirstOrDefault(hint => hint != InitializerHint.None);
        return hint == InitializerHint.He ? "HeUniform" : "GlorotUniform";
    }

    private static InitializerHint HintOf(LayerDeclaration layer) =>
        layer.IsLoss ? InitializerHint.Glorot : LayerRules.Find(layer.Kind)?.InitializerHint ?? InitializerHint.Glorot;
}
