namespace DeepVision.Generated.Tests.Networks;

/// <summary>A folder of a test's own, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepvision");

    public string this[string file] => Path.Combine(_folder.FullName, file);

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
