namespace ILGPU.Runtime.Cuda;

/// <summary>The compute capability of a CUDA device.</summary>
public readonly record struct CudaArchitecture(int Major, int Minor);

/// <summary>The version of CUDA's intermediate language.</summary>
public readonly record struct CudaInstructionSet(int Major, int Minor);
