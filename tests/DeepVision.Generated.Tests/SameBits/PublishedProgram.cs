using System.Diagnostics;
using DeepVision.Generated.Package.Tests;
using DeepVision.Generated.SameBits;

namespace DeepVision.Generated.Tests.SameBits;

/// <summary>
/// A program that trains the networks of DeepVision.Generated.SameBits, in a temporary folder: made of the assemblies that
/// the build has left, so that nothing is generated or compiled to IL once more. It trains on one thread, because emulators
/// don't always survive the ways in which the runtime stops others.
/// </summary>
internal sealed class PublishedProgram : IDisposable
{
    private const string Name = "bits";

    private readonly string _folder = Directory.CreateTempSubdirectory("deepvision-bits-").FullName;

    /// <summary>Publishes the program; skips the test where the packages for it can't be had.</summary>
    /// <param name="runtime">The runtime identifier, such as linux-arm64.</param>
    /// <param name="properties">Further arguments of <c>dotnet publish</c>.</param>
    public async Task Publish(string runtime, params string[] properties)
    {
        foreach (string file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await File.WriteAllTextAsync(Path.Combine(_folder, file), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(_folder, Name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(Network).Assembly.Location}" />
                <Reference Include="{typeof(TrainedNetwork).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Program.cs"), """
            foreach (var network in DeepVision.Generated.SameBits.TrainedNetwork.All)
                System.Console.WriteLine($"{network.Name} {network.Train(threads: 1)}");
            """);

        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        CommandResult result = await DotnetCommand.Run(
            _folder, packages, ["publish", "-c", "Release", "-r", runtime, "--self-contained", "-o", "out", .. properties]);
        string[] missing = ["NU1101", "NU1102", "NU1301"];
        Assert.SkipWhen(
            result.ExitCode != 0 && missing.Any(code => result.Output.Contains(code, StringComparison.Ordinal)),
            $"The packages that {runtime} needs can't be had here:\n{result.Output}");
        result.Succeeds();
    }

    /// <summary>Runs it, and expects the bits of the file of every network.</summary>
    /// <param name="emulator">A program and its arguments that run the file; empty where the processor does.</param>
    public async Task CheckBits(params string[] emulator)
    {
        string[] command = [.. emulator, Path.Combine(_folder, "out", Name)];
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}:\n{output}");

        Dictionary<string, string> actual = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => line[1]);
        Assert.Equal(TrainedNetwork.All.Select(network => network.Name), actual.Keys);
        ExpectedBits.Check(actual);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
