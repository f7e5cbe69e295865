namespace ILGPU.Runtime.Cuda;

/// <summary>Instructions of CUDA in kernels. The stand-in has none.</summary>
public static class CudaAsm
{
    public static bool IsSupported => false;
}
