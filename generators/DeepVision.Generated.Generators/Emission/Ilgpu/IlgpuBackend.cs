using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints a network for GPUs: its engine and its kernels, as types that only their file sees.</summary>
internal static class IlgpuBackend
{
    /// <summary>The engine's class.</summary>
    public const string Engine = "Engine";

    public static void WriteTypes(SourceWriter writer, LoweredNetwork lowered, IlgpuTarget target)
    {
        IlgpuNetwork network = new(lowered, target);
        new IlgpuEnginePrinter(writer, network).Print();
        writer.Line();
        network.Kernels.Write(writer);
    }
}
