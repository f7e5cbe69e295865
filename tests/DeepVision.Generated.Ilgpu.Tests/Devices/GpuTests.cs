namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>Which devices there are, and what is said where there is none.</summary>
public class GpuTests
{
    [Fact]
    public void TheEmulationIsAlwaysThere()
    {
        GpuDevice last = Gpu.Devices[^1];

        Assert.Equal(GpuKind.Emulation, last.Kind);
        Assert.Same(last, Gpu.Get(GpuKind.Emulation));
        Assert.True(last.IsProcessor);
        Assert.StartsWith("Emulation 0: ", last.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheDefaultIsAGraphicsProcessorOrASentenceThatHelps()
    {
        if (Gpu.Devices.FirstOrDefault(device => !device.IsProcessor) is { } first)
        {
            Assert.Same(first, Gpu.Default);
            return;
        }

        GpuException exception = Assert.Throws<GpuException>(() => Gpu.Default);
        Assert.StartsWith("No graphics processor was found.", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" CUDA: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" OpenCL: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADeviceThatIsNotThereIsNamed()
    {
        GpuException exception = Assert.Throws<GpuException>(() => Gpu.Get(GpuKind.Emulation, 7));

        Assert.Contains("Emulation", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gpu.Get(GpuKind.Cuda, -1));
    }
}
