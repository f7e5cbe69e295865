using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>Names of library types as the generated surface writes them: short, or in full where the user's code gives the short name another meaning.</summary>
internal sealed class TypeNames(TypeHeader type, LayerGraph graph)
{
    public string this[string name] => !type.HiddenTypes.Contains(name) && graph.Layers.All(layer => layer.Accessor != name) ? name : "global::" + NamespaceOf(name) + "." + name;

    private static string NamespaceOf(string name) => name switch
    {
        "IProgress" or "InvalidOperationException" => "System",
        "CancellationToken" => "System.Threading",
        "NetworkEngine" => "DeepVision.Generated.Runtime",
        _ => "DeepVision.Generated",
    };
}
