using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Resolves the library's <c>Initializer.Auto</c>.</summary>
internal static class Initializers
{
    private static readonly string[] s_names = ["Auto", "Zeros", "Ones", "HeUniform", "HeNormal", "GlorotUniform", "GlorotNormal"];

    /// <summary>Layers between a weight and its activation that don't change what suits it.</summary>
    private static readonly string[] s_transparent = ["BatchNorm", "Dropout", "MaxPool2D", "AvgPool2D", "GlobalAvgPool2D", "Flatten"];

    public static int Count => s_names.Length;

    public static string Name(int value, EquatableArray<LayerDeclaration> layers, int index)
    {
        if (s_names[value] != "Auto")
            return s_names[value];
        string? activation = layers.Skip(index + 1).Select(layer => layer.Kind).FirstOrDefault(kind => !s_transparent.Contains(kind));
        return activation is "ReLU" or "LeakyReLU" ? "HeUniform" : "GlorotUniform";
    }
}
