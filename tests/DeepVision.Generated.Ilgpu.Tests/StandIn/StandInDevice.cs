using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace DeepVision.Generated.Ilgpu.Tests.StandIn;

/// <summary>A context with the stand-in's accelerator.</summary>
public sealed class StandInDevice : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.CPU());

    public StandInDevice() => Accelerator = _context.Devices.Single().CreateAccelerator(_context);

    public Accelerator Accelerator { get; }

    public AcceleratorStream Stream => Accelerator.DefaultStream;

    public MemoryBuffer1D<T, Stride1D.Dense> Buffer<T>(params T[] values)
        where T : unmanaged =>
        Accelerator.Allocate1D(values);

    public void Dispose() => _context.Dispose();
}
