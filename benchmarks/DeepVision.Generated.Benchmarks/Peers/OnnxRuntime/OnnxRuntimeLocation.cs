using System.Runtime.InteropServices;

namespace DeepVision.Generated.Benchmarks.Peers.OnnxRuntime;

/// <summary>Where the shared library lies in the folder of npm's package onnxruntime-node.</summary>
internal static class OnnxRuntimeLocation
{
    /// <summary>Finds the library.</summary>
    /// <param name="path">The library, or a folder that has it somewhere below.</param>
    /// <returns>The library, or null.</returns>
    public static string? Find(string path)
    {
        if (File.Exists(path))
            return Path.GetFullPath(path);
        if (!Directory.Exists(path))
            return null;
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        (string folder, string name) = OperatingSystem.IsWindows() ? ("win32", "onnxruntime.dll")
            : OperatingSystem.IsMacOS() ? ("darwin", "libonnxruntime*.dylib")
            : ("linux", "libonnxruntime.so*");
        string[] found = [.. Directory.EnumerateFiles(path, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string place = Path.Combine(folder, architecture) + Path.DirectorySeparatorChar;
        return Array.Find(found, file => file.Contains(place, StringComparison.Ordinal)) ?? found.FirstOrDefault();
    }
}
