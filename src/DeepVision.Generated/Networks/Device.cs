using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Where a network runs.</summary>
public abstract class Device
{
    /// <summary>The processor, with SIMD kernels in managed code.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>Makes the engine that runs <paramref name="network"/> on this device.</summary>
    protected internal abstract NetworkEngine CreateEngine(Network network);

    private sealed class CpuDevice : Device
    {
        protected internal override NetworkEngine CreateEngine(Network network) => network.MakeCpuEngine();

        public override string ToString() => "CPU";
    }
}
