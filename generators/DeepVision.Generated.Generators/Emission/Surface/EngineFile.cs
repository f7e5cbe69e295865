using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The frame of the second file: the part of the class that holds the CPU engine.</summary>
internal static class EngineFile
{
    private static readonly string[] s_usings =
    [
        "System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics",
        "DeepVision.Generated", "DeepVision.Generated.Runtime", "DeepVision.Generated.Runtime.Cpu",
    ];

    public static string Write(EngineModel model)
    {
        SourceWriter writer = new();
        PartialType.Write(writer, model.Type, s_usings, docs: null, baseClass: null,
            () =>
            {
                SourceWriter members = new();
                CpuBackend.WriteMembers(members, model.Graph, ParameterPlanner.Plan(model.Graph));
                writer.Line(new TypeNames(model.Type, model.Graph).Qualify(members.ToString().TrimEnd('\n')));
            });
        return writer.ToString();
    }
}
