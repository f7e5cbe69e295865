namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>A network whose generated code has kernels for ILGPU. Implemented by generated code.</summary>
public interface IIlgpuNetwork
{
    /// <summary>Makes the engine that runs the network on a device.</summary>
    IlgpuEngine CreateIlgpuEngine(GpuDevice device);
}
