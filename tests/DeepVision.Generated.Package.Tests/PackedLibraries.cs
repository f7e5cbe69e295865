namespace DeepVision.Generated.Package.Tests;

/// <summary>The library's package.</summary>
public sealed class PackedLibrary() : PackedProject("DeepVision.Generated", "PackedProject");

/// <summary>The package for graphics processors, beside the two that it depends on.</summary>
public sealed class PackedGpuLibrary() : PackedProject("DeepVision.Generated.Ilgpu", "PackedProject", "PackedGpuProject")
{
    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        foreach (string id in new[] { "ilgpu", "ilgpu.algorithms" })
        {
            foreach (string file in Directory.GetFiles(Path.Combine(Built("RestoredPackages"), id), "*.nupkg", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }

        await base.InitializeAsync();
    }
}
