using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>File names that differ only in case are one name to the compiler, which refuses the second.</summary>
public class FileNameTests
{
    private const string Attributes = "[DeepVision.Generated.Network(8), DeepVision.Generated.Dense(4), DeepVision.Generated.SoftmaxCrossEntropy]";

    [Fact]
    public void Files_are_called_like_their_network() =>
        Assert.Equal(["Mine.Box.Net.Cpu.g.cs", "Mine.Box.Net.g.cs"], FilesOf($"namespace Mine; partial class Box {{ {Attributes} public partial class Net; }}"));

    [Fact]
    public void Networks_whose_names_differ_only_in_case_get_files_of_their_own() =>
        Assert.Equal(
            ["Mine.MNISTNet.Cpu.g.cs", "Mine.MNISTNet.g.cs", "Mine.MnistNet+2.Cpu.g.cs", "Mine.MnistNet+2.g.cs", "Mine.Other.Cpu.g.cs", "Mine.Other.g.cs"],
            FilesOf($"namespace Mine; {Attributes} public partial class MnistNet; {Attributes} public partial class Other; {Attributes} public partial class MNISTNet;"));

    [Fact]
    public void So_do_networks_in_namespaces_whose_names_differ_only_in_case() =>
        Assert.Equal(
            ["MNIST.Net.Cpu.g.cs", "MNIST.Net.g.cs", "Mnist.Net+2.Cpu.g.cs", "Mnist.Net+2.g.cs", "mnist.Net+3.Cpu.g.cs", "mnist.Net+3.g.cs"],
            FilesOf(string.Join(" ", new[] { "Mnist", "mnist", "MNIST" }.Select(space => $"namespace {space} {{ {Attributes} public partial class Net; }}"))));

    /// <summary>The end of a long name is the class, and the same end gets a number.</summary>
    [Fact]
    public void Long_names_are_cut_and_stay_different()
    {
        string space = string.Join(".", Enumerable.Range(0, 30).Select(number => "Department" + number));
        string[] files = [.. FilesOf(string.Join(" ", new[] { "A", "B" }.Select(first => $"namespace {first}.{space} {{ {Attributes} public partial class Net; }}")))];
        Assert.Equal(4, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, file => Assert.InRange(file.Length, 150, 180));
    }

    [Fact]
    public void Letters_of_all_scripts_are_kept() => Assert.Equal(["数.Größe.Cpu.g.cs", "数.Größe.g.cs"], FilesOf($"namespace 数; {Attributes} public partial class Größe;"));

    private static IEnumerable<string> FilesOf(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        return run.Files.Keys.Order(StringComparer.Ordinal);
    }
}
