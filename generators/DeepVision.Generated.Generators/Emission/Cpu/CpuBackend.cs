using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Emission.Cpu.Printing;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Prints a network for the CPU: its engine and its kernels, as types that only their file sees.</summary>
internal static class CpuBackend
{
    /// <summary>The engine's class.</summary>
    public const string Engine = "Engine";

    public static void WriteTypes(SourceWriter writer, LoweredNetwork lowered)
    {
        CpuNetwork network = new(lowered);
        new EnginePrinter(writer, network).Print();
        writer.Line();
        network.Functions.Write(writer);
        network.Kernels.Write(writer);
    }
}
