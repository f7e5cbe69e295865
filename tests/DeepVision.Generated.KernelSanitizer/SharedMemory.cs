using ILGPU.Execution;

namespace ILGPU;

/// <summary>The memory that the threads of a group share.</summary>
public static class SharedMemory
{
    /// <summary>
    /// <paramref name="extent"/> elements, the same for all threads of the group. The extent must be a constant. What they
    /// hold at first is undefined: the sanitizer fills them with NaN.
    /// </summary>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged =>
        throw KernelErrors.OnlyInKernel("SharedMemory.Allocate");
}
