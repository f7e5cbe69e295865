using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Says what is missing where no device was found: the driver's library, the driver, or the device.</summary>
internal static unsafe class DriverReport
{
    /// <summary>What CUDA's driver says of itself; a sentence or two, with a space in front.</summary>
    public static string Cuda()
    {
        string name = NativeLibraries.Cuda[^1] is var last && OperatingSystem.IsLinux() ? "libcuda.so.1" : last;
        nint library = NativeLibraries.Load(NativeLibraries.Cuda, out string? error);
        if (library == 0)
            return $" CUDA: the driver's library {name} can't be loaded ({error}). Install NVIDIA's driver (Debian: nvidia-driver and libcuda1, Ubuntu: nvidia-driver-570 or newer; in a container, start it with the GPU: docker run --gpus all).";

        int code = NativeLibrary.TryGetExport(library, "cuInit", out nint initialize) ? ((delegate* unmanaged<uint, int>)initialize)(0) : -1;
        if (code != 0)
            return FormattableString.Invariant($" CUDA: {name} is there, but cuInit fails with error {code}{Meaning(code)}.");
        int count = 0;
        if (NativeLibrary.TryGetExport(library, "cuDeviceGetCount", out nint getCount))
            code = ((delegate* unmanaged<int*, int>)getCount)(&count);
        return FormattableString.Invariant($" CUDA: {name} works and reports {count} devices (error {code}), none of which ILGPU 1.5.3 supports; CUDA_VISIBLE_DEVICES may hide them.");
    }

    /// <summary>What the OpenCL loader says of itself.</summary>
    public static string OpenCL()
    {
        string name = OperatingSystem.IsLinux() ? "libOpenCL.so.1" : NativeLibraries.OpenCL[^1];
        nint library = NativeLibraries.Load(NativeLibraries.OpenCL, out string? error);
        if (library == 0)
            return $" OpenCL: the loader {name} can't be loaded ({error}). Install it (Debian and Ubuntu: ocl-icd-libopencl1) and the driver of your device (NVIDIA: nvidia-opencl-icd, Intel: intel-opencl-icd, AMD: rocm-opencl-runtime).";

        int platforms = 0;
        if (NativeLibrary.TryGetExport(library, "clGetPlatformIDs", out nint getPlatforms))
            _ = ((delegate* unmanaged<int, nint, int*, int>)getPlatforms)(0, 0, &platforms);
        return platforms == 0
            ? $" OpenCL: {name} is there, but no driver is installed. Install that of your device (NVIDIA: nvidia-opencl-icd, Intel: intel-opencl-icd, AMD: rocm-opencl-runtime)."
            : FormattableString.Invariant($" OpenCL: {name} has {platforms} platforms, but no graphics processor that is available; Gpu.Devices lists what there is.");
    }

    private static string Meaning(int code) => code switch
    {
        100 => " (no device: the driver doesn't see a graphics processor, or this container was started without one)",
        803 => " (the driver's kernel module and its library are of different versions: restart, or install both anew)",
        804 => " (this driver library doesn't fit the device)",
        999 => " (unknown: the kernel module is probably not loaded; try nvidia-smi)",
        _ => "",
    };
}
