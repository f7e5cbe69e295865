using Digits;

namespace DeepVision.Generated.Tests.Example;

/// <summary>What <c>--device</c> does on whatever machine runs the tests.</summary>
public class DeviceChoiceTests
{
    private static bool HasGraphicsProcessor => Gpu.Devices.Any(device => !device.IsProcessor);

    [Fact]
    public void CpuIsTheProcessor() => Assert.Same(Device.Cpu, DeviceChoice.Find("cpu"));

    [Fact]
    public void EmulationIsOnEveryMachine() => Assert.Same(Gpu.Get(GpuKind.Emulation), DeviceChoice.Find("emulation"));

    [Fact]
    public void AutoTakesAGraphicsProcessorOrTheProcessor() =>
        Assert.Same(HasGraphicsProcessor ? Gpu.Default : Device.Cpu, DeviceChoice.Find("auto"));

    [Fact]
    public void ADeviceThatIsNotThereIsAnErrorForPeople()
    {
        GpuException exception = Assert.Throws<GpuException>(() => DeviceChoice.Find("cuda:99"));
        Assert.Contains("CUDA device", exception.Message, StringComparison.Ordinal);
        Assert.Single(exception.Message.Split('\n'));
    }

    [Fact]
    public void TheListNamesEveryDeviceByItsWord()
    {
        using var output = new StringWriter();
        DeviceChoice.Show(output);
        string[] lines = output.ToString().Split(Environment.NewLine);

        Assert.StartsWith("cpu", lines[0], StringComparison.Ordinal);
        foreach (GpuDevice device in Gpu.Devices)
            Assert.Contains(lines, line => line.StartsWith($"{device.Kind.ToString().ToLowerInvariant()}:{device.Index} ", StringComparison.Ordinal) && line.Contains(device.Name, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("auto", StringComparison.Ordinal) && line.Contains("takes", StringComparison.Ordinal));
    }
}
