using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>Names of types as generated code writes them: short, or in full where the user's code gives the short name another meaning.</summary>
internal sealed class TypeNames(TypeHeader type, LayerGraph graph)
{
    public string this[string name] => IsHidden(name) ? InFull(name) : name;

    /// <summary>Writes the types that engines name in full where they must be, in code that has short names only.</summary>
    /// <param name="types">The types that the code names.</param>
    public string Qualify(string code, IEnumerable<string> types)
    {
        string[] hidden = [.. types.Where(IsHidden)];
        return hidden.Length == 0
            ? code
            : Regex.Replace(code, @"(?<![\w.])(?:" + string.Join("|", hidden) + @")\b", match => InFull(match.Value), RegexOptions.CultureInvariant);
    }

    private bool IsHidden(string name) => type.HiddenTypes.Contains(name) || graph.Layers.Any(layer => layer.Accessor == name);

    private static string InFull(string name) => "global::" + NamespaceOf(name) + "." + name;

    private static string NamespaceOf(string name) => name switch
    {
        "Action" or "IProgress" or "InvalidOperationException" or "Math" or "MathF" => "System",
        "CancellationToken" => "System.Threading",
        "MethodImpl" or "MethodImplOptions" or "Unsafe" => "System.Runtime.CompilerServices",
        "MemoryMarshal" => "System.Runtime.InteropServices",
        "Vector128" or "Vector256" or "Vector512" => "System.Runtime.Intrinsics",
        "ArrayView" or "Grid" or "Group" or "KernelConfig" or "SharedMemory" or "Warp" => "ILGPU",
        "Accelerator" or "AcceleratorStream" or "KernelSpecialization" => "ILGPU.Runtime",
        "CudaTarget" or "Float4" or "IIlgpuNetwork" or "IKernelTarget" or "OtherTarget" or "IlgpuEngine" or "IlgpuEnginePlan" or "IlgpuMemory" => "DeepVision.Generated.Runtime.Ilgpu",
        "NetworkEngine" or "StepResult" => "DeepVision.Generated.Runtime",
        _ when KnownNames.EngineTypes.Contains(name) && !KnownNames.SurfaceTypes.Contains(name) => "DeepVision.Generated.Runtime.Cpu",
        _ => "DeepVision.Generated",
    };
}
