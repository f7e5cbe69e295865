namespace DeepVision.Generated.Tests.Files;

/// <summary>A folder of its own for one test, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("deepvision-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] Names => [.. Directory.GetFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
