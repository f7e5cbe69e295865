using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using DeepVision.Generated.Tests.Files;
using Digits;
using Spectre.Console;

namespace DeepVision.Generated.Tests.SameBits;

/// <summary>The hash that docs/reproducibility.md publishes, so that anybody can check a machine with two commands.</summary>
public class DigitsHashTests
{
    [Fact]
    public void OneEpochOfTheExampleGivesThePublishedWeights()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("digits.safetensors");
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        int code = CommandLine.Run(
            ["--epochs", "1", "--save", path],
            settings => new Experiment(settings, console, TestContext.Current.CancellationToken).Run() ? 0 : 1);

        Assert.Equal(0, code);
        string published = File.ReadLines(PagePath()).Single(line => line.EndsWith("  digits.safetensors", StringComparison.Ordinal)).Split(' ')[0];
        Assert.Equal(published, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
    }

    private static string PagePath([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", "reproducibility.md");
}
