using System.Runtime.CompilerServices;
using DeepVision.Generated.SameBits;

namespace DeepVision.Generated.Tests.SameBits;

/// <summary>
/// The bits that networks must come to on every processor with fused multiply-add: <c>bits.txt</c>, a line for each.
/// A change to the arithmetic that is meant changes them; run the tests with <see cref="AcceptVariable"/> set to 1 then.
/// </summary>
internal static class ExpectedBits
{
    public const string AcceptVariable = "ACCEPT_BITS";

    private static readonly Lock s_file = new();

    /// <summary>Fails if a network is missing in the file, or stands there with other bits.</summary>
    public static void Check(IReadOnlyDictionary<string, string> actual)
    {
        SortedDictionary<string, string> expected = Read();
        string[] wrong = [.. actual.Where(network => expected.GetValueOrDefault(network.Key) != network.Value).Select(network => network.Key)];
        if (wrong.Length > 0 && Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            Accept(actual);
        else if (wrong.Length > 0)
            Assert.Fail($"{wrong.Length} of {actual.Count} networks don't come to the bits of {FilePath()}: {string.Join(", ", wrong)}. If they should not, run the tests with {AcceptVariable}=1.");
    }

    private static SortedDictionary<string, string> Read() => File.Exists(FilePath())
        ? new(File.ReadLines(FilePath()).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => line[1]), StringComparer.Ordinal)
        : new(StringComparer.Ordinal);

    private static void Accept(IReadOnlyDictionary<string, string> actual)
    {
        lock (s_file)
        {
            SortedDictionary<string, string> all = Read();
            foreach ((string name, string bits) in actual)
                all[name] = bits;
            File.WriteAllLines(FilePath(), all.Select(network => $"{network.Key} {network.Value}"));
        }
    }

    private static string FilePath([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "bits.txt");
}
