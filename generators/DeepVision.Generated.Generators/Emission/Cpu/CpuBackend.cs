using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Prints a network for the CPU: its engine and its kernels, as members of the user's class.</summary>
internal static class CpuBackend
{
    public static void WriteMembers(SourceWriter writer, LayerGraph graph, ParameterPlan plan)
    {
        CpuNetwork network = new(graph, plan);
        new EnginePrinter(writer, network).Print(graph.Name);
        writer.Line();
        network.Kernels.Write(writer);
    }
}
