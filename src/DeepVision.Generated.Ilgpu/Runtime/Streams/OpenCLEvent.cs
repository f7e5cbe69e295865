using System.Runtime.InteropServices;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>An event of an OpenCL command queue, called directly.</summary>
internal sealed unsafe class OpenCLEvent : StreamEvent
{
    private const int ExecutionStatus = 0x11D3;

    private static readonly Lazy<Loader> s_loader = new(() => new Loader());

    private nint _event;

    public override bool IsReached
    {
        get
        {
            if (_event == 0)
                return true;
            int status = 0;
            Check(s_loader.Value.GetInfo(_event, ExecutionStatus, sizeof(int), &status, null), "clGetEventInfo");

            // 0 is done, below 0 stands an error, which the wait reports.
            return status <= 0;
        }
    }

    public override void Set(AcceleratorStream stream)
    {
        Dispose();
        nint created = 0;
        nint queue = ((CLStream)stream).CommandQueue;
        Check(s_loader.Value.EnqueueMarker(queue, 0, null, &created), "clEnqueueMarkerWithWaitList");
        _event = created;

        // Drivers may hold commands back until somebody waits for one.
        Check(s_loader.Value.Flush(queue), "clFlush");
    }

    public override void Wait()
    {
        nint handle = _event;
        if (handle != 0)
            Check(s_loader.Value.Wait(1, &handle), "clWaitForEvents");
    }

    public override void Delay(AcceleratorStream stream)
    {
        // Everything runs on one queue in order.
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _event, 0) is var handle and not 0)
            _ = s_loader.Value.Release(handle);
    }

    private static void Check(int code, string function)
    {
        if (code != 0)
            throw new GpuException(FormattableString.Invariant($"The OpenCL driver reports error {code} at {function}; a kernel before may have failed."));
    }

    private sealed class Loader
    {
        private readonly nint _library = NativeLibraries.Load(NativeLibraries.OpenCL, out _);

        public Loader()
        {
            EnqueueMarker = (delegate* unmanaged<nint, uint, nint*, nint*, int>)Find("clEnqueueMarkerWithWaitList");
            GetInfo = (delegate* unmanaged<nint, int, nint, void*, nint*, int>)Find("clGetEventInfo");
            Wait = (delegate* unmanaged<uint, nint*, int>)Find("clWaitForEvents");
            Release = (delegate* unmanaged<nint, int>)Find("clReleaseEvent");
            Flush = (delegate* unmanaged<nint, int>)Find("clFlush");
        }

        public delegate* unmanaged<nint, uint, nint*, nint*, int> EnqueueMarker { get; }

        public delegate* unmanaged<nint, int, nint, void*, nint*, int> GetInfo { get; }

        public delegate* unmanaged<uint, nint*, int> Wait { get; }

        public delegate* unmanaged<nint, int> Release { get; }

        public delegate* unmanaged<nint, int> Flush { get; }

        private nint Find(string name) => NativeLibrary.GetExport(_library, name);
    }
}
