namespace DeepVision.Generated.Images.Tests;

/// <summary>A folder of its own for one test, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("deepvision-images-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies one of the tests' pictures to a path within the folder.</summary>
    public string Add(string picture, string path)
    {
        string target = PathOf(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Copy(TestPictures.PathOf(picture), target);
        return target;
    }

    /// <summary>Writes a file within the folder.</summary>
    public string Write(string path, byte[] bytes)
    {
        string target = PathOf(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, bytes);
        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
