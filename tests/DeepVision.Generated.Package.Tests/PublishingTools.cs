using System.Runtime.InteropServices;

namespace DeepVision.Generated.Package.Tests;

/// <summary>What the SDK gets as packages when it publishes: runtimes, the trimmer and the NativeAOT compiler.</summary>
internal static class PublishingTools
{
    private static readonly Lazy<Task<string?>> s_missing = new(Restore);

    /// <summary>Why they aren't here; null once they lie in the user's folder of packages, from where all tests take them.</summary>
    public static Task<string?> Missing => s_missing.Value;

    private static async Task<string?> Restore()
    {
        string folder = Directory.CreateTempSubdirectory("deepvision-tools-").FullName;
        try
        {
            // Knows no package of ours, and asks where this machine's user asks.
            await File.WriteAllTextAsync(Path.Combine(folder, "Tools.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                    <SelfContained>true</SelfContained>
                  </PropertyGroup>
                </Project>
                """);
            foreach (string property in new[] { "PublishAot", "PublishTrimmed" })
            {
                CommandResult restore = await DotnetCommand.Run(folder, PackedProject.Built("RestoredPackages"), "restore", "-tl:off", $"-p:{property}=true");
                if (restore.ExitCode != 0)
                    return $"What publishing takes can't be restored here: {restore}";
            }

            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
