namespace DeepVision.Generated.Images.Tests;

/// <summary>The small pictures that come with the tests.</summary>
internal static class TestPictures
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Pictures");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The pictures that are read, without those that are expected of reading.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith("expected-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static Image Read(string name, int channels = 3) => ImageFile.ReadWhole(PathOf(name), channels);

    /// <summary>The largest and the mean difference of two pictures of one size.</summary>
    public static (int Largest, double Mean) Difference(Image one, Image other)
    {
        Assert.Equal(one.Shape, other.Shape);
        int[] differences = [.. one.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b))];
        return (differences.Max(), differences.Average());
    }
}
