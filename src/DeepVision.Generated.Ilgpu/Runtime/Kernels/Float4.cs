using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Four floats that a kernel loads or stores at once; its address must be a multiple of 16.</summary>
/// <param name="x">The first.</param>
/// <param name="y">The second.</param>
/// <param name="z">The third.</param>
/// <param name="w">The fourth.</param>
[StructLayout(LayoutKind.Sequential)]
public struct Float4(float x, float y, float z, float w)
{
    /// <summary>The first.</summary>
    public float X = x;

    /// <summary>The second.</summary>
    public float Y = y;

    /// <summary>The third.</summary>
    public float Z = z;

    /// <summary>The fourth.</summary>
    public float W = w;
}
