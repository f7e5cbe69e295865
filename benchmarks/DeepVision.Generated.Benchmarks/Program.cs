using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Scaling;
using DeepVision.Generated.Benchmarks.Startup;

// Child processes whose start is timed, or that only keep a core busy, load nothing else.
switch (args)
{
    case [BusyNeighbours.Argument]:
        BusyNeighbours.Run();
        return 0;
    case [FirstResult.Nothing or FirstResult.Prediction or FirstResult.TrainingStep]:
        FirstResult.Run(args[0]);
        return 0;
    default:
        return Commands.Run(args);
}
