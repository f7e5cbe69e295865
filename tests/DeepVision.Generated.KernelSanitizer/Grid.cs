using ILGPU.Execution;

namespace ILGPU;

/// <summary>The group's place in the grid. Only kernels can ask.</summary>
public static unsafe class Grid
{
    public static int IdxX => GroupFrame.Current->GroupX;

    public static int IdxY => GroupFrame.Current->GroupY;

    public static int IdxZ => GroupFrame.Current->GroupZ;

    public static Index3D Index => new(IdxX, IdxY, IdxZ);

    public static int DimX => GroupFrame.Current->GridDimX;

    public static int DimY => GroupFrame.Current->GridDimY;

    public static int DimZ => GroupFrame.Current->GridDimZ;

    public static Index3D Dimension => new(DimX, DimY, DimZ);

    public static int LinearIndex => (IdxZ * DimY + IdxY) * DimX + IdxX;

    public static Index3D GlobalIndex =>
        new(IdxX * Group.DimX + Group.IdxX, IdxY * Group.DimY + Group.IdxY, IdxZ * Group.DimZ + Group.IdxZ);

    public static int GlobalLinearIndex => LinearIndex * Group.Dimension.Size + Group.LinearIndex;
}
