using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Ilgpu;
using DeepVision.Generated.Generators.Pipeline;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>
/// The files that hold the engines: one more part of the user's class, which makes the engine, and the engine with its kernels
/// as types that only the file sees. They stand in the namespace of their runtime, so its names need no directive.
/// </summary>
internal static class EngineFile
{
    private const string CpuNamespace = "DeepVision.Generated.Runtime.Cpu";
    private const string IlgpuNamespace = "DeepVision.Generated.Runtime.Ilgpu";

    private static readonly string[] s_cpuUsings =
    [
        "global::System.Runtime.Intrinsics",
        "Math = global::System.Math",
        "MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal",
        "MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute",
        "MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions",
        "Unsafe = global::System.Runtime.CompilerServices.Unsafe",
        // Not keywords: a type of this name would come first.
        "nint = global::System.IntPtr",
        "nuint = global::System.UIntPtr",
    ];

    private static readonly string[] s_ilgpuUsings =
    [
        "global::ILGPU",
        "global::ILGPU.Runtime",
        "Accelerator = global::ILGPU.Runtime.Accelerator",
        "AcceleratorStream = global::ILGPU.Runtime.AcceleratorStream",
        "Grid = global::ILGPU.Grid",
        "Group = global::ILGPU.Group",
        "KernelConfig = global::ILGPU.KernelConfig",
        "KernelSpecialization = global::ILGPU.Runtime.KernelSpecialization",
        "SharedMemory = global::ILGPU.SharedMemory",
        "Warp = global::ILGPU.Warp",
        "Math = global::System.Math",
        "MathF = global::System.MathF",
    ];

    public static string WriteCpu(EngineModel model) => Write(
        model, null,
        writer =>
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override global::DeepVision.Generated.Runtime.NetworkEngine CreateCpuEngine() => new global::{CpuNamespace}.{CpuBackend.Engine}(this);");
        },
        CpuNamespace, s_cpuUsings,
        writer => CpuBackend.WriteTypes(writer, model.Network));

    public static string WriteIlgpu(EngineModel model, IlgpuTarget target)
    {
        const string Network = "global::" + IlgpuNamespace + ".IIlgpuNetwork";
        return Write(
            model, Network,
            writer =>
            {
                writer.Line("/// <summary>Makes the engine that runs this network on a GPU.</summary>");
                writer.Line($"global::{IlgpuNamespace}.IlgpuEngine {Network}.CreateIlgpuEngine(global::DeepVision.Generated.GpuDevice device) => new global::{IlgpuNamespace}.{IlgpuBackend.Engine}(this, device);");
            },
            IlgpuNamespace, s_ilgpuUsings,
            writer => IlgpuBackend.WriteTypes(writer, model.Network, target));
    }

    private static string Write(
        EngineModel model, string? baseType, Action<SourceWriter> writeMembers, string space, IReadOnlyList<string> usings, Action<SourceWriter> writeTypes)
    {
        SourceWriter writer = new();
        PartialType.WriteHeader(writer);
        PartialType.Write(writer, model.Type, docs: null, baseType, () => writeMembers(writer));
        PartialType.WriteFileLocal(writer, space, usings, () => writeTypes(writer));
        return writer.ToString();
    }
}
