using DeepVision.Generated.Tests.Files;

namespace DeepVision.Generated.Tests.Data;

public sealed class Stl10Tests : IDisposable
{
    private const int Side = 96;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ColumnsBecomeRowsAndLabelsBeginAtZero()
    {
        Write("train", [1, 10], [Image(0), Image(50)]);
        Write("test", [3], [Image(7)]);
        File.WriteAllText(_folder.File("class_names.txt"), "airplane\nbird\ncar\ncat\ndeer\ndog\nhorse\nmonkey\nship\ntruck\n");

        Stl10 data = Stl10.Load(_folder.Path);

        Assert.Equal((2, 1, 10), (data.Train.Count, data.Test.Count, data.Train.ClassCount));
        Assert.Equal(new TensorShape(Side, Side, 3), data.Train.InputShape);
        Assert.Equal([0, 9, 2], [data.Train.GetLabel(0), data.Train.GetLabel(1), data.Test.GetLabel(0)]);
        Assert.Equal("car", data.Test.ClassNames![2]);
        foreach ((int row, int column) in new[] { (0, 0), (5, 40), (40, 5), (95, 1) })
        {
            for (int channel = 0; channel < 3; channel++)
                Assert.Equal(Pixel(50, channel, row, column), data.Train[1][(row * Side + column) * 3 + channel]);
        }
    }

    [Fact]
    public void BadFilesAreNamed()
    {
        Assert.Contains("no such folder", Problem(_folder.File("missing")), StringComparison.Ordinal);
        Write("train", [1], [Image(0)]);
        Assert.Contains("lacks test_X.bin", Problem(_folder.Path), StringComparison.Ordinal);
        Write("test", [0], [Image(0)]);
        Assert.Contains("test_y.bin: is damaged or of another kind: image 0 has the label 0, but labels go from 1 to 10.", Problem(_folder.Path), StringComparison.Ordinal);
        Write("test", [1, 2], [Image(0)]);
        Assert.Contains("test_y.bin: has 2 labels, but test_X.bin has 1 image.", Problem(_folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(_folder.File("test_X.bin"), new byte[100]);
        Assert.Contains("it has 100 bytes, which is no number of images of 27648", Problem(_folder.Path), StringComparison.Ordinal);
    }

    private string Problem(string folder) => Assert.Throws<DatasetException>(() => Stl10.Load(folder)).Message;

    private void Write(string part, byte[] labels, byte[][] images)
    {
        File.WriteAllBytes(_folder.File(part + "_y.bin"), labels);
        File.WriteAllBytes(_folder.File(part + "_X.bin"), [.. images.SelectMany(image => image)]);
    }

    /// <summary>The file's order: channel, column, row.</summary>
    private static byte[] Image(int seed)
    {
        List<byte> bytes = [];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int column = 0; column < Side; column++)
            {
                for (int row = 0; row < Side; row++)
                    bytes.Add(Pixel(seed, channel, row, column));
            }
        }

        return [.. bytes];
    }

    private static byte Pixel(int seed, int channel, int row, int column) => (byte)(seed + 71 * channel + 3 * row + 5 * column);
}
