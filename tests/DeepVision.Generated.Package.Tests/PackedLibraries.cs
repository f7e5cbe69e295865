namespace DeepVision.Generated.Package.Tests;

/// <summary>The library's package.</summary>
public sealed class PackedLibrary() : PackedProject("DeepVision.Generated", "PackedProject");

/// <summary>The package for graphics processors, beside the two that it depends on.</summary>
public sealed class PackedGpuLibrary() : PackedProject("DeepVision.Generated.Ilgpu", "PackedProject", "PackedGpuProject")
{
    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        AddToFeed("ilgpu", "ilgpu.algorithms");
        await base.InitializeAsync();
    }
}

/// <summary>The package for pictures, beside its decoder's.</summary>
public sealed class PackedImagesLibrary() : PackedProject("DeepVision.Generated.Images", "PackedProject", "PackedImagesProject")
{
    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        AddToFeed("skiasharp", "skiasharp.nativeassets.linux.nodependencies", "skiasharp.nativeassets.macos", "skiasharp.nativeassets.win32");
        await base.InitializeAsync();
    }
}
