namespace ILGPU;

/// <summary>Threads that run in step. The sanitizer's threads run one after the other: its warps hold one thread.</summary>
public static class Warp
{
    public static int WarpSize => 1;

    public static int LaneIdx => 0;

    /// <summary>Waits for the threads of the warp, which is this thread alone.</summary>
    public static void Barrier()
    {
    }
}
