using System.Runtime.CompilerServices;
#if WITH_VERIFY
using VerifyTests;
#endif

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>
/// Compares generated source with a checked-in file <c>Snapshots/{name}.verified.cs</c>, so that a change in an emitter shows as a
/// diff. On a mismatch the new text is written beside it as <c>.received.cs</c>; run the tests with the environment
/// variable <see cref="AcceptVariable"/> set to 1 to accept it.
/// </summary>
internal static class Snapshot
{
    public const string AcceptVariable = "ACCEPT_SNAPSHOTS";

    public static string Folder([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(thisFile)!)!, "Snapshots");

#if WITH_VERIFY
    public static async Task Verify(string name, string text)
    {
        VerifySettings settings = new();
        settings.UseFileName(name);
        settings.DisableDiff();
        using InnerVerifier verifier = new(Path.Combine(Folder(), name + ".cs"), settings, nameof(Snapshot), name, null, new PathInfo());
        await verifier.VerifyString(text, "cs");
    }
#else
    public static Task Verify(string name, string text)
    {
        Check(Folder(), name, text, accept: Environment.GetEnvironmentVariable(AcceptVariable) == "1");
        return Task.CompletedTask;
    }
#endif

    /// <summary>The checker itself.</summary>
    public static void Check(string folder, string name, string text, bool accept)
    {
        string verified = Path.Combine(folder, name + ".verified.cs");
        string received = Path.Combine(folder, name + ".received.cs");
        if (accept)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(verified, text);
        }

        string expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(received, text);
        Assert.Fail(
            $"{Path.GetFileName(verified)} {(expected.Length == 0 ? "does not exist" : "differs in line " + FirstDifference(expected, text))}. "
            + $"The new text is in {received}. If it is right, run the tests with {AcceptVariable}=1.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        (string[] old, string[] @new) = (expected.Split('\n'), actual.Split('\n'));
        int line = 0;
        while (line < old.Length && line < @new.Length && old[line] == @new[line])
            line++;
        return $"{line + 1}:\n  - {old.ElementAtOrDefault(line)}\n  + {@new.ElementAtOrDefault(line)}\n";
    }
}
