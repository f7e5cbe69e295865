using DeepVision.Generated.Tests.Accuracy;

namespace DeepVision.Generated.Tests.Data;

public class RealMnistTests
{
    [MnistFact]
    public void TheRealFilesLoad()
    {
        Mnist mnist = Mnist.Load(MnistFactAttribute.Folder!);

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

    [MnistFact]
    public async Task TheRealFilesPassTheHashesOfTheDownload()
    {
        // No file is missing, so nothing may be asked of the network.
        using var client = new HttpClient(new FakeServer(_ => throw new InvalidOperationException("asked the network")));
        string directory = await MnistDownload.EnsureDownloadedAsync(MnistFactAttribute.Folder, client: client);
        Assert.Equal(MnistFactAttribute.Folder, directory);
    }
}
