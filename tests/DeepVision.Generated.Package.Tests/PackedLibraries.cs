using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Package.Tests;

/// <summary>The library's package.</summary>
public sealed class PackedLibrary() : PackedProject("DeepVision.Generated", "PackedProject");

/// <summary>The package for graphics processors, beside the two that it depends on. Only made by builds with the real ILGPU.</summary>
public sealed class PackedGpuLibrary() : PackedProject("DeepVision.Generated.Ilgpu", "PackedProject", "PackedGpuProject")
{
    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (IlgpuFactAttribute.Reason is not null)
            return;
        Directory.CreateDirectory(Feed);
        foreach (string id in new[] { "ilgpu", "ilgpu.algorithms" })
        {
            foreach (string file in Directory.GetFiles(Path.Combine(Built("RestoredPackages"), id), "*.nupkg", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }

        await base.InitializeAsync();
    }
}

/// <summary>A test of the package for graphics processors.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IlgpuFactAttribute : FactAttribute
{
    /// <summary>Skips the test in builds with the stand-in.</summary>
    public IlgpuFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Reason;

    /// <summary>Why the package isn't made; null if it is.</summary>
    public static string? Reason { get; } = string.Equals(PackedProject.Built("WithIlgpu"), "true", StringComparison.OrdinalIgnoreCase)
        ? null
        : "DeepVision.Generated.Ilgpu is packed with the real ILGPU only: build with -p:WithIlgpu=true.";
}
