using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace DeepVision.Generated.GeneratorCosts;

/// <summary>Times <c>dotnet build</c> of a console project with the README's network and of the same one without it.</summary>
internal static class BuildCost
{
    public static void Write(TextWriter output, int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("deepvision-build-");
        try
        {
            string without = Project(folder.CreateSubdirectory("Without"), null), with = Project(folder.CreateSubdirectory("With"), CostedNetworks.OfReadme);
            List<double> alone = [], together = [];
            for (int round = 0; round <= rounds; round++)
            {
                (double one, double other) = (Build(without), Build(with));
                // The first builds restore, and build the library.
                if (round == 0)
                    continue;
                alone.Add(one);
                together.Add(other);
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"without a network {Median(alone):0.0} s, with the README's {Median(together):0.0} s: {Median(together) - Median(alone):0.0} s more (medians of {rounds} builds)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Project(DirectoryInfo folder, string? network)
    {
        string path = Path.Combine(folder.FullName, folder.Name + ".csproj");
        File.WriteAllText(path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Metadata("Library")}" />
                <ProjectReference Include="{Metadata("Generator")}" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), "Console.WriteLine(\"Hello\");\n");
        if (network is not null)
            File.WriteAllText(Path.Combine(folder.FullName, "DigitNet.cs"), network);
        return path;
    }

    private static double Build(string project)
    {
        // A new text, or there is nothing to compile.
        File.AppendAllText(Path.Combine(Path.GetDirectoryName(project)!, "Program.cs"), "Console.WriteLine();\n");
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "-c", "Release", "-v:q", "--nologo", "-p:BuildProjectReferences=" + (IsFirst(project) ? "true" : "false")])
        {
            RedirectStandardOutput = true,
        })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{project} does not build:\n{text}");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static bool IsFirst(string project) => !Directory.Exists(Path.Combine(Path.GetDirectoryName(project)!, "bin"));

    private static string Metadata(string key) =>
        typeof(BuildCost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
