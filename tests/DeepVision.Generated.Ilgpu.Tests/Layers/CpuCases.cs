extern alias cpu;

using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>The layer cases with kernels for the CPU. Those of this project have kernels for GPUs only.</summary>
internal static class CpuCases
{
    private static readonly IReadOnlyList<LayerCase> s_all = LayerCase.AllOf(typeof(cpu::DeepVision.Generated.LayerCases.Conv3x3).Assembly);

    public static LayerCase Find(string name) => s_all.Single(layerCase => layerCase.Name == name);

    /// <summary>The case as it is compiled for a device.</summary>
    public static LayerCase FindFor(Device device, string name) => device == Device.Cpu ? Find(name) : LayerCase.Find(name);
}
