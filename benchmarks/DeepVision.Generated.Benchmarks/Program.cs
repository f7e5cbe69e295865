using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Scaling;

// Child processes that only keep a core busy load nothing else.
switch (args)
{
    case [BusyNeighbours.Argument]:
        BusyNeighbours.Run();
        return 0;
    default:
        return Commands.Run(args);
}
