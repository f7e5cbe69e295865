using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints a network for GPUs: its engine and its kernels, as types that only their file sees.</summary>
internal static class IlgpuBackend
{
    /// <summary>The engine's class.</summary>
    public const string Engine = "Engine";

    public static void WriteTypes(SourceWriter writer, LayerGraph graph, ParameterPlan parameters, IlgpuTarget target)
    {
        IlgpuNetwork network = new(graph, parameters, target);
        new IlgpuEnginePrinter(writer, network).Print();
        writer.Line();
        network.Kernels.Write(writer);
    }
}
