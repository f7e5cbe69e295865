using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ILGPU.Execution;

/// <summary>Runs groups, one after the other, with memory of its own for what they share and keep.</summary>
internal sealed unsafe class GroupWorker
{
    private const nuint Alignment = 64;

    private static readonly ConcurrentBag<GroupWorker> s_idle = [];

    private byte* _shared;
    private byte* _saved;
    private int _sharedBytes;
    private int _savedBytes;

    private GroupWorker()
    {
    }

    ~GroupWorker()
    {
        NativeMemory.AlignedFree(_shared);
        NativeMemory.AlignedFree(_saved);
    }

    public static GroupWorker Rent() => s_idle.TryTake(out GroupWorker? worker) ? worker : new GroupWorker();

    public static void Return(GroupWorker worker) => s_idle.Add(worker);

    public void Run(CompiledKernel kernel, GroupRunner run, KernelConfig config, byte* arguments, int begin, int end)
    {
        Index3D grid = config.GridDim;
        Index3D group = config.GroupDim;
        Grow(ref _shared, ref _sharedBytes, kernel.SharedBytes);
        Grow(ref _saved, ref _savedBytes, checked(kernel.SavedBytes * group.Size));
        GroupFrame frame = new()
        {
            GroupDimX = group.X,
            GroupDimY = group.Y,
            GroupDimZ = group.Z,
            GridDimX = grid.X,
            GridDimY = grid.Y,
            GridDimZ = grid.Z,
            Threads = group.Size,
            Arguments = arguments,
            Shared = _shared,
            Saved = _saved,
        };
        GroupFrame.Enter(kernel, &frame);
        try
        {
            for (int index = begin; index < end; index++)
            {
                frame.GroupX = index % grid.X;
                frame.GroupY = index / grid.X % grid.Y;
                frame.GroupZ = index / grid.X / grid.Y;
                NativeMemory.Fill(_shared, (nuint)kernel.SharedBytes, DeviceMemory.Garbage);
                int state = 0;
                do
                    state = run(&frame, state);
                while (state != 0);
            }
        }
        finally
        {
            GroupFrame.Leave();
        }
    }

    private static void Grow(ref byte* memory, ref int bytes, int needed)
    {
        if (needed <= bytes)
            return;
        NativeMemory.AlignedFree(memory);
        memory = null;
        bytes = 0;
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)needed, Alignment);
        bytes = needed;
    }
}
