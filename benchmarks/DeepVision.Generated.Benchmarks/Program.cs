using System.CommandLine;
using BenchmarkDotNet.Running;
using DeepVision.Generated.Benchmarks.Peers;

// "peers" compares with PyTorch, "measure" is the child process it starts; anything else goes to BenchmarkDotNet.
if (args is ["peers" or "measure", ..])
{
    RootCommand root = new("Measures DeepVision.Generated.") { PeersCommand.Create(), MeasureCommand.Create() };
    return root.Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
