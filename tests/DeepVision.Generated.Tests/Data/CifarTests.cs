using DeepVision.Generated.Tests.Accuracy;
using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

public sealed class CifarTests : IDisposable
{
    private const int Plane = 32 * 32;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ImagesLoadInTheOrderOfTheirFilesWithChannelsTogether()
    {
        for (int number = 1; number <= 5; number++)
            Write($"data_batch_{number}.bin", Record(number, [(byte)number]), Record(10 + number, [(byte)(9 - number)]));
        Write("test_batch.bin", Record(50, [7]));
        File.WriteAllText(_folder.File("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");

        Cifar10 data = Cifar10.Load(_folder.Path);

        Assert.Equal((10, 1), (data.Train.Count, data.Test.Count));
        Assert.Equal((new TensorShape(32, 32, 3), 10), (data.Train.InputShape, data.Train.ClassCount));
        Assert.Equal([1, 8, 2, 7, 3, 6, 4, 5, 5, 4], Enumerable.Range(0, 10).Select(data.Train.GetLabel));
        Assert.Equal("h", data.Test.ClassNames![data.Test.GetLabel(0)]);

        // Red, green and blue of the first pixel, and of the last one.
        Assert.Equal([2, 102, 202], data.Train[2][..3].ToArray());
        Assert.Equal([3, 103, 203], data.Train[2][^3..].ToArray());
        Assert.Equal(4, Cifar10.Load(_folder.Path, trainFiles: 2).Train.Count);
    }

    [Fact]
    public void AHundredClassesOrTheirSuperclasses()
    {
        Write("train.bin", Record(1, [3, 99]), Record(2, [19, 0]));
        Write("test.bin", Record(3, [0, 42]));

        Cifar100 fine = Cifar100.Load(_folder.Path), coarse = Cifar100.Load(_folder.Path, superclasses: true);

        Assert.Equal((100, 99, 0, 42), (fine.Train.ClassCount, fine.Train.GetLabel(0), fine.Train.GetLabel(1), fine.Test.GetLabel(0)));
        Assert.Equal((20, 3, 19, 0), (coarse.Train.ClassCount, coarse.Train.GetLabel(0), coarse.Train.GetLabel(1), coarse.Test.GetLabel(0)));
        Assert.Null(fine.Train.ClassNames);
        Assert.Equal([1, 101, 201], fine.Train[0][..3].ToArray());
    }

    [Fact]
    public void BadFilesAreNamed()
    {
        Assert.Contains("no such folder", Problem(_folder.File("missing")), StringComparison.Ordinal);
        Write("data_batch_1.bin", Record(1, [1]));
        Assert.Contains("lacks test_batch.bin", Problem(_folder.Path), StringComparison.Ordinal);
        Write("test_batch.bin", Record(1, [10]));
        Assert.Contains("test_batch.bin: is damaged or of another kind: image 0 has the label 10, but labels go from 0 to 9.", Problem(_folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(_folder.File("test_batch.bin"), new byte[3072]);
        Assert.Contains("it has 3072 bytes, which is no number of images of 3073", Problem(_folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(_folder.File("test_batch.bin"), []);
        Assert.Contains("it has 0 bytes", Problem(_folder.Path), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Cifar10.Load(_folder.Path, trainFiles: 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cifar10.Load(_folder.Path, trainFiles: 0));
    }

    [Cifar10Fact]
    public void TheRealFilesLoad()
    {
        Cifar10 cifar = Cifar10.Load(Cifar10FactAttribute.Folder!, trainFiles: 2);

        Assert.Equal((20_000, 10_000), (cifar.Train.Count, cifar.Test.Count));
        Assert.All(Enumerable.Range(0, cifar.Test.Count).GroupBy(cifar.Test.GetLabel), images => Assert.Equal(1000, images.Count()));

        // Known of CIFAR-10: the means of its channels, 0.4914, 0.4822 and 0.4465.
        double[] sums = new double[3];
        for (int image = 0; image < cifar.Train.Count; image++)
        {
            ReadOnlySpan<byte> pixels = cifar.Train[image];
            for (int i = 0; i < pixels.Length; i++)
                sums[i % 3] += pixels[i] / 255.0;
        }

        double[] means = [.. sums.Select(sum => sum / (20_000 * 1024.0))];
        Assert.True(Math.Abs(means[0] - 0.4914) < 0.004 && Math.Abs(means[1] - 0.4822) < 0.004 && Math.Abs(means[2] - 0.4465) < 0.004, string.Join(", ", means));
    }

    private string Problem(string folder) => Assert.Throws<DatasetException>(() => Cifar10.Load(folder, trainFiles: 1)).Message;

    private void Write(string name, params byte[][] records) => File.WriteAllBytes(_folder.File(name), [.. records.SelectMany(record => record)]);

    /// <summary>Labels, and planes of value, value + 100 and value + 200, whose last pixels are larger by 1.</summary>
    private static byte[] Record(int value, byte[] labels) =>
    [
        .. labels,
        .. Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Range(0, Plane).Select(pixel => (byte)(value + 100 * channel + (pixel == Plane - 1 ? 1 : 0)))),
    ];
}
