using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Benchmarks.Measuring;

namespace DeepVision.Generated.Benchmarks.Devices;

/// <summary><c>device</c>: training and prediction on a graphics processor, and the time of each kernel there.</summary>
internal static class DeviceCommand
{
    public const string Name = "device";

    /// <summary>The option that also stands for the command.</summary>
    public const string Option = "--device";

    public static Command Create()
    {
        Option<string> device = new(Option)
        {
            Description = "Where to run: cuda, opencl, emulation, with a number for the second one and so on (cuda:1), or cpu.",
            DefaultValueFactory = _ => "cuda",
        };
        device.Validators.Add(CheckDevice);
        Option<string[]> networks = Arguments.Names("--networks", "Networks to run.", BenchmarkNetwork.Names);
        Option<int[]> batches = Arguments.Counts("--batch", "Images of a training step and of a prediction.", 64, 256);
        Option<double> seconds = Arguments.Seconds("Length of each measurement.", 3);
        Option<bool> kernels = new("--kernels") { Description = "Whether to measure each kernel too.", DefaultValueFactory = _ => true };
        Command command = new(Name, "Trains and predicts on a graphics processor, and measures its kernels.") { device, networks, batches, seconds, kernels };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(device), arguments.GetRequiredValue(networks), arguments.GetRequiredValue(batches), arguments.GetRequiredValue(seconds), arguments.GetRequiredValue(kernels)));
        return command;
    }

    private static int Run(string name, string[] networks, int[] batches, double seconds, bool kernels)
    {
        try
        {
            _ = TryFind(name, out Func<Device> find);
            Run(find(), networks, batches, seconds, kernels);
            return 0;
        }
        catch (GpuException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Run(Device device, string[] networks, int[] batches, double seconds, bool kernels)
    {
        MachineDescription.Write(Console.Out);
        Console.WriteLine($"device: {device}");
        Console.WriteLine();
        Console.WriteLine("| network | batch | training, images/s | GFLOP/s | prediction, images/s | GFLOP/s | first step, s | allocated in a step, bytes |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (string network in networks)
        {
            foreach (int batch in batches)
                Console.WriteLine(Row(network, batch, device, seconds));
        }

        foreach (string network in networks.Where(network => kernels && BenchmarkNetwork.ProfiledNames.Contains($"Profiled{network}")))
            WriteKernels(network, batches[^1], device, seconds);
    }

    private static string Row(string network, int batch, Device device, double seconds)
    {
        // Kernels are compiled at the first step and the first prediction.
        long begin = Stopwatch.GetTimestamp();
        using var training = new MeasuredNetwork(network, Workload.Training, Environment.ProcessorCount, device, batch);
        double first = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double trained = training.Run(seconds);
        using var prediction = new MeasuredNetwork(network, Workload.Prediction, Environment.ProcessorCount, device, batch);
        prediction.Run(0.1);
        double predicted = prediction.Run(seconds);
        using var described = BenchmarkNetwork.Create(network, 1, device);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {network} | {batch} | {trained:N0} | {2e-9 * described.TrainingMultiplyAdds * trained:N0} | {predicted:N0} | {2e-9 * described.MultiplyAdds * predicted:N0} | {first:N1} | {AllocatedPerStep(described, batch):N0} |");
    }

    /// <summary>Managed memory that a step takes, of ours and of ILGPU, which allocates at each launch.</summary>
    private static double AllocatedPerStep(BenchmarkNetwork network, int batchSize)
    {
        const int Steps = 20;
        Batch batch = network.RandomBatch(batchSize);
        var optimizer = new Adam(1e-3f);
        for (int step = 0; step < 3; step++)
            network.TrainStep(batch, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps; step++)
            network.TrainStep(batch, optimizer);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Steps;
    }

    private static void WriteKernels(string name, int batchSize, Device device, double seconds)
    {
        using var network = BenchmarkNetwork.Create($"Profiled{name}", Environment.ProcessorCount, device);
        Batch batch = network.RandomBatch(batchSize);
        var optimizer = new Adam(1e-3f);
        float[] inputs = network.RandomInputs(batchSize), probabilities = new float[batchSize * network.OutputLength];
        DeviceKernelTable.Write(Console.Out, $"{name}, training in batches of {batchSize}", Profile(network, seconds, () => network.TrainStep(batch, optimizer)));
        DeviceKernelTable.Write(Console.Out, $"{name}, prediction in batches of {batchSize}", Profile(network, seconds, () => network.Predict(inputs, probabilities)));
    }

    private static NetworkProfile Profile(BenchmarkNetwork network, double seconds, Action step)
    {
        // One step compiles, a few warm up.
        step();
        Repeat(Math.Min(1, seconds), step);
        network.ResetProfile();
        Repeat(seconds, step);
        return network.Profile;
    }

    private static void Repeat(double seconds, Action step)
    {
        long begin = Stopwatch.GetTimestamp();
        do
            step();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds);
    }

    private static void CheckDevice(OptionResult result)
    {
        if (!TryFind(result.GetValueOrDefault<string>() ?? "", out _))
            result.AddError($"{Option} must be cpu, cuda, opencl or emulation, perhaps with a number (cuda:1).");
    }

    private static bool TryFind(string name, out Func<Device> find)
    {
        string[] parts = name.Split(':');
        int index = 0;
        GpuKind? kind = parts[0] switch
        {
            "cuda" => GpuKind.Cuda,
            "opencl" => GpuKind.OpenCL,
            "emulation" => GpuKind.Emulation,
            _ => null,
        };
        find = () => kind is { } known ? Gpu.Get(known, index) : Device.Cpu;
        return name == "cpu" || (kind is not null && (parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index))));
    }
}
