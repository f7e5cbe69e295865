using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>In the place of the generator's own: an engine for the CPU without kernels, which <c>NoCpuEngine</c> explains when it is asked for any.</summary>
internal static class CpuBackend
{
    public static void WriteMembers(SourceWriter writer, LayerGraph graph, ParameterPlan plan) =>
        writer.Line($"private sealed class CpuEngine({graph.Name} network) : global::DeepVision.Generated.Ilgpu.LayerCases.NoCpuEngine(network);");
}
