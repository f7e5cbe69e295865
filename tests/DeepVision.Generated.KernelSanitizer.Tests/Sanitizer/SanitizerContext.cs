using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.KernelSanitizer.Tests.Sanitizer;

/// <summary>A context with the sanitizer's accelerator.</summary>
public sealed class SanitizerContext : IDisposable
{
    private readonly Context _context = Context.Create(_ => { });

    public SanitizerContext() => Accelerator = new SanitizerDevice().CreateAccelerator(_context);

    public Accelerator Accelerator { get; }

    public AcceleratorStream Stream => Accelerator.DefaultStream;

    public MemoryBuffer1D<T, Stride1D.Dense> Buffer<T>(params T[] values)
        where T : unmanaged =>
        Accelerator.Allocate1D(values);

    public void Dispose() => _context.Dispose();
}
