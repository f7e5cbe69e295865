using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace DeepVision.Generated.Package.Tests;

/// <summary>A package, made once for all tests from what the build has left, in a feed of its own in a temporary folder.</summary>
/// <param name="id">The package's name.</param>
/// <param name="projects">Keys of the projects to pack, that of the package last.</param>
public abstract class PackedProject(string id, params string[] projects) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepvision-package-").FullName;

    /// <summary>The package's version.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The folder that packages are restored from.</summary>
    protected string Feed => Path.Combine(_folder, "feed");

    /// <summary>Names of the files in the package, in ordinal order.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>The package's description of itself: the elements within <c>metadata</c>.</summary>
    public XElement Metadata { get; private set; } = new("none");

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        // Whatever a folder above says must not reach the projects here.
        foreach (string file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await File.WriteAllTextAsync(Path.Combine(_folder, file), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), """
            <configuration>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <disabledPackageSources><clear /></disabledPackageSources>
            </configuration>
            """);

        foreach (string project in projects)
            (await Dotnet(_folder, "pack", Built(project), "-c", Built("Configuration"), "--no-build", "-o", Feed)).Succeeds();

        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Feed, "*.nupkg").Single(IsThePackage));
        Files = [.. package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        using Stream description = package.GetEntry(id + ".nuspec")!.Open();
        Metadata = XDocument.Load(description).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        Version = Metadata.Elements().Single(element => element.Name.LocalName == "version").Value;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a console project that references the package and nothing else, as a new user would.</summary>
    /// <returns>The project's folder.</returns>
    public async Task<string> NewProject(string name, string program)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{id}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program.ReplaceLineEndings("\n"));
        return folder;
    }

    /// <summary>Runs <c>dotnet</c>; packages are restored into this fixture's folder.</summary>
    internal Task<CommandResult> Dotnet(string folder, params string[] arguments) =>
        DotnetCommand.Run(folder, Path.Combine(_folder, "packages"), arguments);

    /// <summary>
    /// Publishes for this machine's system, into the folder <c>out</c> within the project's; skips the test where this machine has not
    /// what publishing takes.
    /// </summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="properties">What the project is published as, such as <c>PublishAot=true</c>.</param>
    internal async Task<CommandResult> Publish(string folder, params string[] properties)
    {
        if (await PublishingTools.Missing is { } missing)
            Assert.Skip(missing);
        CommandResult publish = await Dotnet(
            folder,
            ["publish", "-c", "Release", "-o", "out", "-tl:off", $"-p:RestoreFallbackFolders={Built("RestoredPackages")}", .. properties.Select(property => $"-p:{property}")]);
        Assert.SkipWhen(publish.Output.Contains("aka.ms/nativeaot-prerequisites", StringComparison.Ordinal), $"NativeAOT has no linker here: {publish}");
        return publish.Succeeds();
    }

    /// <summary>Adds packages that the build has restored to the feed.</summary>
    /// <param name="ids">Their names, in lower case.</param>
    protected void AddToFeed(params string[] ids)
    {
        Directory.CreateDirectory(Feed);
        foreach (string id in ids)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(Built("RestoredPackages"), id), "*.nupkg", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }
    }

    private bool IsThePackage(string file) =>
        Path.GetFileName(file) is var name && name.StartsWith(id + ".", StringComparison.Ordinal) && char.IsAsciiDigit(name[id.Length + 1]);

    /// <summary>What the build has noted for these tests.</summary>
    internal static string Built(string key) => typeof(PackedProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value ?? "";
}
