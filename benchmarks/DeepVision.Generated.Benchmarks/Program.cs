using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using DeepVision.Generated.Benchmarks.Peers;

// "peers" compares with PyTorch, "measure" is the child process it starts; anything else goes to BenchmarkDotNet.
if (args is not ["peers" or "measure", ..])
{
    // BenchmarkDotNet builds the project once more, and the kernels take the compiler a while.
    ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
    return 0;
}

RootCommand root = new("Measures DeepVision.Generated.") { PeersCommand.Create(), MeasureCommand.Create() };
ParseResult parsed = root.Parse(args);
if (parsed.Errors is [var error, ..])
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 2;
}

return parsed.Invoke();
