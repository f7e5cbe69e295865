using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using DeepVision.Generated.Benchmarks.Devices;
using DeepVision.Generated.Benchmarks.Growth;
using DeepVision.Generated.Benchmarks.Kernels;
using DeepVision.Generated.Benchmarks.Scaling;
using DeepVision.Generated.Benchmarks.Startup;
using DeepVision.Generated.Benchmarks.Updates;

namespace DeepVision.Generated.Benchmarks.CommandLine;

/// <summary>The commands by name; arguments that begin with none of them go to BenchmarkDotNet.</summary>
internal static class Commands
{
    public static int Run(string[] args)
    {
        RootCommand root = new("Measures DeepVision.Generated.")
        {
            KernelsCommand.Create(), ScalingCommand.Create(), StartupCommand.Create(), GrowthCommand.Create(), UpdatesCommand.Create(), DeviceCommand.Create(),
        };
        // "--device cuda" alone means the command of that name.
        if (args is [DeviceCommand.Option, ..])
            args = [DeviceCommand.Name, .. args];
        if (args.Length == 0 || root.Subcommands.All(command => command.Name != args[0]))
        {
            // BenchmarkDotNet builds the project once more, and the kernels take the compiler a while.
            ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
            BenchmarkSwitcher.FromAssembly(typeof(Commands).Assembly).Run(args, config);
            return 0;
        }

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 2;
        }

        return parsed.Invoke();
    }
}
