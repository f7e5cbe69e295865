using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Ilgpu;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The frame of the files that hold the engines: each one more part of the user's class.</summary>
internal static class EngineFile
{
    private static readonly string[] s_cpuUsings =
    [
        "System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics",
        "DeepVision.Generated", "DeepVision.Generated.Runtime", "DeepVision.Generated.Runtime.Cpu",
    ];

    private static readonly string[] s_ilgpuUsings =
    [
        "System", "DeepVision.Generated", "DeepVision.Generated.Runtime", "DeepVision.Generated.Runtime.Ilgpu", "ILGPU", "ILGPU.Runtime",
    ];

    public static string WriteCpu(EngineModel model) =>
        Write(model, s_cpuUsings, KnownNames.EngineTypes, baseType: null, members => CpuBackend.WriteMembers(members, model.Graph, ParameterPlanner.Plan(model.Graph)));

    public static string WriteIlgpu(EngineModel model, IlgpuTarget target) =>
        Write(model, s_ilgpuUsings, KnownNames.IlgpuTypes, IlgpuBackend.NetworkInterface, members =>
            IlgpuBackend.WriteMembers(members, model.Graph, ParameterPlanner.Plan(model.Graph), target));

    private static string Write(EngineModel model, string[] usings, string[] types, string? baseType, Action<SourceWriter> writeMembers)
    {
        TypeNames names = new(model.Type, model.Graph);
        SourceWriter writer = new();
        PartialType.Write(writer, model.Type, usings, docs: null, baseType is null ? null : names[baseType],
            () =>
            {
                SourceWriter members = new();
                writeMembers(members);
                writer.Line(names.Qualify(members.ToString().TrimEnd('\n'), types));
            });
        return writer.ToString();
    }
}
