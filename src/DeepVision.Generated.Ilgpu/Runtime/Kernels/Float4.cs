using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Four floats that a kernel loads or stores at once; its address must be a multiple of 16.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Float4
{
    /// <summary>The first.</summary>
    public float X;

    /// <summary>The second.</summary>
    public float Y;

    /// <summary>The third.</summary>
    public float Z;

    /// <summary>The fourth.</summary>
    public float W;

    /// <summary>Takes the four.</summary>
    public Float4(float x, float y, float z, float w) => (X, Y, Z, W) = (x, y, z, w);
}
