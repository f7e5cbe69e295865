using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// The drivers' libraries. ILGPU asks for them without a version, but that name exists on Linux only where the drivers'
/// development packages are installed.
/// </summary>
internal static class NativeLibraries
{
    private static int s_isInstalled;

    /// <summary>Names of the CUDA driver's library, the plain one first.</summary>
    public static string[] Cuda { get; } = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so", "libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1"];

    /// <summary>Names of the OpenCL loader's library, the plain one first.</summary>
    public static string[] OpenCL { get; } =
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
        : ["libOpenCL.so", "libOpenCL.so.1"];

    /// <summary>Lets ILGPU find the libraries by the names they have.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref s_isInstalled, 1) != 0)
            return;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The program has one of its own, for this purpose probably.
        }
    }

    /// <summary>Loads the first of several names that exists.</summary>
    /// <param name="names">Names to try.</param>
    /// <param name="error">Why the last one failed.</param>
    /// <returns>The library; 0 if there is none.</returns>
    public static nint Load(string[] names, out string? error)
    {
        error = null;
        foreach (string name in names)
        {
            try
            {
                return NativeLibrary.Load(name);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                error = e.Message.Split('\n')[0].Trim();
            }
        }

        return 0;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        "cuda" or "nvcuda" => Load(Cuda, out _),
        "OpenCL" => Load(OpenCL, out _),
        _ => 0,
    };
}
