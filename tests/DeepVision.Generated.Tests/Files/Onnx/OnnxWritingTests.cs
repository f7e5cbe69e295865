using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>What can go wrong in writing, and what it leaves behind: nothing.</summary>
public sealed class OnnxWritingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnOlderFileIsReplaced()
    {
        using FirstDense network = new();
        string path = _folder.File("network.onnx");
        File.WriteAllText(path, "an older file, longer than the new one: " + new string('x', 100_000));

        network.SaveOnnx(path);

        Assert.Equal("FirstDense", OnnxContent.Read(path).GraphName);
        Assert.Equal(["network.onnx"], _folder.Names);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void APathIsNeeded(string? path)
    {
        using FirstDense network = new();
        Assert.ThrowsAny<ArgumentException>(() => network.SaveOnnx(path!));
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        using FirstDense network = new();
        string path = _folder.File(Path.Combine("missing", "network.onnx"));

        var e = Assert.Throws<WeightsFileException>(() => network.SaveOnnx(path));

        Assert.Equal(path, e.FilePath);
        Assert.StartsWith($"{path}: can't be written. ", e.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void AFolderInTheFilesPlaceStaysAsItIs()
    {
        using FirstDense network = new();
        Directory.CreateDirectory(_folder.File("network.onnx"));

        var e = Assert.Throws<WeightsFileException>(() => network.SaveOnnx(_folder.File("network.onnx")));

        Assert.Equal(_folder.File("network.onnx"), e.FilePath);
        Assert.Equal(["network.onnx"], _folder.Names);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("network.onnx")));
    }

    [Fact]
    public void AFailureOnTheWayLeavesTheOlderFile()
    {
        string path = _folder.File("network.onnx");
        File.WriteAllText(path, "older");
        ProtobufMessage model = new ProtobufMessage().Integer(1, 8).Blob(2, 5, _ => throw new IOException("The disk is full."));

        var e = Assert.Throws<WeightsFileException>(() => OnnxFile.Write(path, model));

        Assert.Equal($"{path}: can't be written. The disk is full.", e.Message);
        Assert.Equal("older", File.ReadAllText(path));
        Assert.Equal(["network.onnx"], _folder.Names);
    }

    [Fact]
    public void MoreThanTheFormatHoldsIsRefusedBeforeAByteIsWritten()
    {
        ProtobufMessage model = new ProtobufMessage().Blob(5, 3_000_000_000, _ => Assert.Fail("Nothing is to be written."));

        var e = Assert.Throws<WeightsFileException>(() => OnnxFile.Write(_folder.File("network.onnx"), model));

        Assert.Contains("It would have 3,000,000,006 bytes, but ONNX files have less than 2 GiB.", e.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void ADisposedNetworkHasNothingToWrite()
    {
        FirstDense network = new();
        network.Dispose();

        Assert.Throws<ObjectDisposedException>(() => network.SaveOnnx(_folder.File("network.onnx")));
        Assert.Empty(_folder.Names);
    }
}
