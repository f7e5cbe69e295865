using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Measuring;
using DeepVision.Generated.Peers.Comparison;
using DeepVision.Generated.Peers.Measuring;
using TorchSharp;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>The ways in which libtorch can run a workload. Which one is fastest differs from network to network.</summary>
internal static class TorchWays
{
    public const string Contiguous = "contiguous";
    public const string ChannelsLast = "channels last";

    /// <summary>
    /// For the process that runs libtorch. glibc returns the memory of large tensors to the system as soon as they are freed, and the
    /// system clears it anew at each step; with these it keeps what it has.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["MALLOC_MMAP_MAX_"] = "0",
        ["MALLOC_TRIM_THRESHOLD_"] = "17179869184",
        ["MALLOC_TOP_PAD_"] = "67108864",
    };

    /// <summary>Runs each way for a moment.</summary>
    /// <exception cref="ContestantException">The module isn't the network it stands for.</exception>
    public static TrialResult FindFastest(string network, Workload workload, int threads)
    {
        TorchLibrary.Prepare();
        CheckParameters(network);
        List<TrialResult> trials = [];
        foreach (string way in new[] { ChannelsLast, Contiguous })
        {
            using IMeasurement measurement = Create(way, network, workload, threads);
            measurement.Run(0.15);
            trials.Add(new TrialResult(way, measurement.Run(0.35)));
        }

        return trials.MaxBy(trial => trial.ImagesPerSecond)!;
    }

    /// <summary>Makes the workload ready to run in one way.</summary>
    public static IMeasurement Create(string way, string network, Workload workload, int threads)
    {
        TorchLibrary.Prepare();
        torch.set_num_threads(threads);
        torch.random.manual_seed(1);
        bool isChannelsLast = way == ChannelsLast;
        return workload switch
        {
            Workload.Training => new TorchTraining(network, isChannelsLast),
            Workload.TrainingStep => new TorchTrainingStep(network, isChannelsLast),
            _ => new TorchPrediction(network, workload.BatchSize(network), isChannelsLast),
        };
    }

    private static void CheckParameters(string network)
    {
        using BenchmarkNetwork ours = BenchmarkNetwork.Create(network, threads: 1);
        using torch.nn.Module<torch.Tensor, torch.Tensor> theirs = TorchNetworks.Create(network, predicts: false);
        long count = theirs.parameters().Sum(parameter => parameter.numel());
        if (count != ours.ParameterCount)
            throw new ContestantException(FormattableString.Invariant($"{network} has {ours.ParameterCount} parameters, but the module written for libtorch has {count}."));
    }
}
