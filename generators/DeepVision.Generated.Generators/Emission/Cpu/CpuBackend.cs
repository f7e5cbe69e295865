using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Writes the CPU engine.</summary>
internal static class CpuBackend
{
    public static void WriteMembers(SourceWriter writer, LayerGraph graph, ParameterPlan plan)
    {
    }
}
