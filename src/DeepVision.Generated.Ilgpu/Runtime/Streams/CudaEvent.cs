using System.Runtime.InteropServices;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>An event of the CUDA driver, called directly.</summary>
internal sealed unsafe class CudaEvent : StreamEvent
{
    private const uint DisableTiming = 2;
    private const int NotReady = 600;

    private static readonly Lazy<Driver> s_driver = new(() => new Driver());

    private readonly Accelerator _accelerator;
    private nint _event;

    public CudaEvent(Accelerator accelerator)
    {
        _accelerator = accelerator;
        using var binding = accelerator.BindScoped();
        nint created = 0;
        Check(s_driver.Value.Create(&created, DisableTiming), "cuEventCreate");
        _event = created;
    }

    public override bool IsReached
    {
        get
        {
            int code = s_driver.Value.Query(_event);
            if (code == NotReady)
                return false;
            Check(code, "cuEventQuery");
            return true;
        }
    }

    public override void Set(AcceleratorStream stream)
    {
        using var binding = _accelerator.BindScoped();
        Check(s_driver.Value.Record(_event, ((CudaStream)stream).StreamPtr), "cuEventRecord");
    }

    public override void Wait() => Check(s_driver.Value.Synchronize(_event), "cuEventSynchronize");

    public override void Delay(AcceleratorStream stream)
    {
        using var binding = _accelerator.BindScoped();
        Check(s_driver.Value.WaitEvent(((CudaStream)stream).StreamPtr, _event, 0), "cuStreamWaitEvent");
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _event, 0) is var handle and not 0)
            _ = s_driver.Value.Destroy(handle);
    }

    private static void Check(int code, string function)
    {
        if (code != 0)
            throw new GpuException(FormattableString.Invariant($"The CUDA driver reports error {code} at {function}. A kernel before may have failed; the driver's log (dmesg, nvidia-smi) may say why."));
    }

    private sealed class Driver
    {
        private readonly nint _library = NativeLibraries.Load(NativeLibraries.Cuda, out _);

        public Driver()
        {
            Create = (delegate* unmanaged<nint*, uint, int>)Find("cuEventCreate");
            Record = (delegate* unmanaged<nint, nint, int>)Find("cuEventRecord");
            Query = (delegate* unmanaged<nint, int>)Find("cuEventQuery");
            Synchronize = (delegate* unmanaged<nint, int>)Find("cuEventSynchronize");
            WaitEvent = (delegate* unmanaged<nint, nint, uint, int>)Find("cuStreamWaitEvent");
            Destroy = (delegate* unmanaged<nint, int>)Find("cuEventDestroy_v2");
        }

        public delegate* unmanaged<nint*, uint, int> Create { get; }

        public delegate* unmanaged<nint, nint, int> Record { get; }

        public delegate* unmanaged<nint, int> Query { get; }

        public delegate* unmanaged<nint, int> Synchronize { get; }

        public delegate* unmanaged<nint, nint, uint, int> WaitEvent { get; }

        public delegate* unmanaged<nint, int> Destroy { get; }

        private nint Find(string name) => NativeLibrary.GetExport(_library, name);
    }
}
