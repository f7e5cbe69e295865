using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints a network for GPUs: its engine and its kernels, as members of the user's class.</summary>
internal static class IlgpuBackend
{
    /// <summary>The interface through which the runtime reaches the engine.</summary>
    public const string NetworkInterface = "IIlgpuNetwork";

    public static void WriteMembers(SourceWriter writer, LayerGraph graph, ParameterPlan parameters, IlgpuTarget target)
    {
        IlgpuNetwork network = new(graph, parameters, target);
        new IlgpuEnginePrinter(writer, network).Print(graph.Name);
        writer.Line();
        network.Kernels.Write(writer);
    }
}
