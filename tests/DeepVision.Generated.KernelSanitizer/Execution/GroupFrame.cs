using System.Runtime.InteropServices;

namespace ILGPU.Execution;

/// <summary>What a running group knows about itself. Compiled kernels read the fields by name.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GroupFrame
{
    public int ThreadX;
    public int ThreadY;
    public int ThreadZ;
    public int GroupX;
    public int GroupY;
    public int GroupZ;
    public int GroupDimX;
    public int GroupDimY;
    public int GroupDimZ;
    public int GridDimX;
    public int GridDimY;
    public int GridDimZ;

    /// <summary>Threads in the group.</summary>
    public int Threads;

    /// <summary>The launch's arguments, at the offsets the kernel was compiled with.</summary>
    public byte* Arguments;

    /// <summary>The group's shared memory.</summary>
    public byte* Shared;

    /// <summary>What the threads keep over a barrier, one block a thread.</summary>
    public byte* Saved;

    [ThreadStatic]
    private static GroupFrame* t_current;

    [ThreadStatic]
    private static CompiledKernel? t_kernel;

    /// <summary>The frame of the group that this thread runs.</summary>
    public static GroupFrame* Current
    {
        get
        {
            GroupFrame* current = t_current;
            return current != null ? current : throw KernelErrors.OnlyInKernel("Group and Grid");
        }
    }

    /// <summary>The kernel whose group this thread runs; null outside of kernels.</summary>
    public static CompiledKernel? CurrentKernel => t_kernel;

    public static void Enter(CompiledKernel kernel, GroupFrame* frame)
    {
        t_kernel = kernel;
        t_current = frame;
    }

    public static void Leave()
    {
        t_kernel = null;
        t_current = null;
    }

    public readonly string Place => $"group ({GroupX}, {GroupY}, {GroupZ}), thread ({ThreadX}, {ThreadY}, {ThreadZ})";
}
