using ILGPU.Execution;

namespace ILGPU;

/// <summary>The thread's place in its group, and what a group does together. Only kernels can ask.</summary>
public static unsafe class Group
{
    public static int IdxX => GroupFrame.Current->ThreadX;

    public static int IdxY => GroupFrame.Current->ThreadY;

    public static int IdxZ => GroupFrame.Current->ThreadZ;

    public static Index3D Index => new(IdxX, IdxY, IdxZ);

    public static int DimX => GroupFrame.Current->GroupDimX;

    public static int DimY => GroupFrame.Current->GroupDimY;

    public static int DimZ => GroupFrame.Current->GroupDimZ;

    public static Index3D Dimension => new(DimX, DimY, DimZ);

    public static int LinearIndex => (IdxZ * DimY + IdxY) * DimX + IdxX;

    public static bool IsFirstThread => LinearIndex == 0;

    public static bool IsLastThread => LinearIndex == DimX * DimY * DimZ - 1;

    /// <summary>Waits for all threads of the group. The kernel compiler puts a stop of its own in the place of a call.</summary>
    public static void Barrier() => throw KernelErrors.OnlyInKernel("Group.Barrier");
}
