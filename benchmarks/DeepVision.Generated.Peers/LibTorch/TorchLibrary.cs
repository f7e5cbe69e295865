using System.Runtime.InteropServices;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>Makes TorchSharp's native library loadable on Linux systems that are older than the compiler it was built with.</summary>
/// <remarks>
/// The library demands libstdc++ of GCC 13 (<c>GLIBCXX_3.4.32</c>), which Debian 12 and Ubuntu 22.04 don't have. All it takes of
/// that version is the name of a function which it never calls: <c>ios_base_library_init</c>, by which a linker pulls in
/// <c>std::cout</c>. So where the loader refuses the library, its demand is marked as weak, in the copy beside this program.
/// </remarks>
internal static class TorchLibrary
{
    private const string FileName = "libLibTorchSharp.so";
    private const string DemandedVersion = "GLIBCXX_3.4.32";

    /// <summary>To be called before the first use of TorchSharp.</summary>
    public static void Prepare()
    {
        string path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!OperatingSystem.IsLinux() || !File.Exists(path) || Loads(path))
            return;

        byte[] library = File.ReadAllBytes(path);
        if (!ElfVersions.MarkWeak(library, DemandedVersion))
            return;

        // Another process may be loading the file at this moment: it is replaced as a whole.
        string replacement = Path.Combine(AppContext.BaseDirectory, Path.GetRandomFileName());
        File.WriteAllBytes(replacement, library);
        File.Move(replacement, path, overwrite: true);
    }

    private static bool Loads(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return true;
        }
        catch (DllNotFoundException error)
        {
            return !error.Message.Contains(DemandedVersion, StringComparison.Ordinal);
        }
    }
}
