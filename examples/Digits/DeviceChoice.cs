using System.Globalization;
using DeepVision.Generated;

namespace Digits;

/// <summary>The words of <c>--device</c>.</summary>
internal static class DeviceChoice
{
    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>Shows the devices instead of training.</summary>
    public const string List = "list";

    /// <summary>All words, for messages.</summary>
    public const string Words = "cpu, cuda, opencl, emulation, auto or list (cuda:1 is the second one)";

    private const string Auto = "auto";

    /// <summary>Whether <see cref="Find"/> or <see cref="Show"/> understands the word.</summary>
    public static bool IsKnown(string name) => name is Cpu or Auto or List || TryParse(name, out _, out _);

    /// <summary>The device that a word stands for. <c>auto</c> is the best graphics processor, or the processor if there is none.</summary>
    /// <exception cref="GpuException">There is no such device; the message says what was tried and how to fix it.</exception>
    public static Device Find(string name)
    {
        if (TryParse(name, out GpuKind kind, out int index))
            return Gpu.Get(kind, index);
        return name == Auto ? Gpu.Devices.FirstOrDefault(device => !device.IsProcessor) ?? Device.Cpu : Device.Cpu;
    }

    /// <summary>Lists the devices, each with the word for it.</summary>
    public static void Show(TextWriter output)
    {
        output.WriteLine($"{Cpu,-11}  the processor");
        foreach (GpuDevice device in Gpu.Devices)
        {
            string word = string.Create(CultureInfo.InvariantCulture, $"{device.Kind.ToString().ToLowerInvariant()}:{device.Index}");
            output.WriteLine($"{word,-11}  {device.Name}, {FormattableString.Invariant($"{device.Memory / (double)(1L << 30):0.0}")} GiB{Remark(device)}");
        }

        output.WriteLine($"{Auto,-11}  takes {Find(Auto)}");
        try
        {
            _ = Gpu.Default;
        }
        catch (GpuException e)
        {
            output.WriteLine();
            output.WriteLine(e.Message);
        }
    }

    private static string Remark(GpuDevice device) => device switch
    {
        { Kind: GpuKind.Emulation } => " (ILGPU on the processor: to debug kernels, hundreds of times slower than cpu)",
        { IsProcessor: true } => " (a driver that runs on the processor)",
        _ => "",
    };

    private static bool TryParse(string name, out GpuKind kind, out int index)
    {
        string[] parts = name.Split(':');
        kind = parts[0] switch { "cuda" => GpuKind.Cuda, "opencl" => GpuKind.OpenCL, _ => GpuKind.Emulation };
        index = 0;
        return parts[0] is "cuda" or "opencl" or "emulation"
            && (parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index)));
    }
}
