namespace DeepVision.Generated.Tests.Data;

public class RealMnistTests
{
    [RealMnistFact]
    public void TheRealFilesLoad()
    {
        Mnist mnist = Mnist.Load(RealMnistFactAttribute.Directory!);

        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal((10, 10), (mnist.Train.ClassCount, mnist.Test.ClassCount));
        Assert.Equal(new TensorShape(28, 28, 1), mnist.Train.InputShape);

        // Known of MNIST: its first labels, and the mean of its training pixels, 0.1307.
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], Enumerable.Range(0, 10).Select(mnist.Train.GetLabel));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Enumerable.Range(0, 10).Select(mnist.Test.GetLabel));
        long sum = 0;
        for (int i = 0; i < mnist.Train.Count; i++)
        {
            foreach (byte pixel in mnist.Train[i])
                sum += pixel;
        }

        Assert.Equal(0.1307, sum / (255.0 * 784 * 60_000), 4);
    }

    [RealMnistFact]
    public async Task TheRealFilesPassTheHashesOfTheDownload()
    {
        // No file is missing, so nothing may be asked of the network.
        using var client = new HttpClient(new FakeServer(_ => throw new InvalidOperationException("asked the network")));
        string directory = await MnistDownload.EnsureDownloadedAsync(RealMnistFactAttribute.Directory, client: client);
        Assert.Equal(RealMnistFactAttribute.Directory, directory);
    }
}

/// <summary>
/// A test that needs the four .gz files of MNIST: in the folder that the environment variable DEEPVISION_MNIST names,
/// or in shared/data/mnist beside the repository or further up. Skipped without them.
/// </summary>
public sealed class RealMnistFactAttribute : FactAttribute
{
    public RealMnistFactAttribute()
    {
        if (Directory is null)
            Skip = "Needs MNIST's files; set DEEPVISION_MNIST to their folder.";
    }

    /// <summary>The folder, or null.</summary>
    public static string? Directory { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DEEPVISION_MNIST") is { Length: > 0 } named)
            return named;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", "mnist");
            if (IdxFiles.Names.All(name => File.Exists(Path.Combine(candidate, name + ".gz"))))
                return candidate;
        }

        return null;
    }
}
