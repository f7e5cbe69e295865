using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>Single tensors of ONNX files.</summary>
public sealed class OnnxConstantsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ATensorIsFoundByItsName()
    {
        using var network = new FrozenStart(seed: 1);
        string path = _folder.File("network.onnx");
        network.SaveOnnx(path);

        StoredTensor tensor = OnnxConstants.Read(path, "conv2d_1.weight");

        Assert.Equal("conv2d_1.weight", tensor.Name);
        Assert.Equal([12, 3, 3, 3], tensor.Shape);
        Assert.Equal(network.Conv2D1.Weight, tensor.ToSingles());
        Assert.Contains("it has no tensor 'conv2d_9.weight'", Assert.Throws<WeightsFileException>(() => OnnxConstants.Read(path, "conv2d_9.weight")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFilesAreRefused()
    {
        string path = _folder.File("network.onnx");
        Assert.Contains("no such file", Assert.Throws<WeightsFileException>(() => OnnxConstants.Read(path, "a")).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [1, 2, 3]);
        Assert.Contains("is no ONNX file that can be used", Assert.Throws<WeightsFileException>(() => OnnxConstants.Read(path, "a")).Message, StringComparison.Ordinal);
    }
}
