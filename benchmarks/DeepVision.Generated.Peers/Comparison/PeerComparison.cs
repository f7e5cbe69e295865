using System.Globalization;
using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Measuring;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Peers.Measuring;

namespace DeepVision.Generated.Peers.Comparison;

/// <summary>Runs our networks and the peers' in turns, so that whatever else the machine does befalls all.</summary>
internal static class PeerComparison
{
    private static readonly Dictionary<string, string> _plain = [];

    public static IEnumerable<PeerRow> Run(PeerSettings settings)
    {
        // Only once, before several processes load the library.
        TorchLibrary.Prepare();
        string model = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        try
        {
            foreach (string network in settings.Networks)
            {
                using (BenchmarkNetwork ours = BenchmarkNetwork.Create(network, threads: 1))
                    ours.SaveOnnx(model);
                foreach (Workload workload in settings.Workloads)
                    foreach (int threads in settings.Threads)
                        yield return RunOne(settings, network, workload, threads, model);
            }
        }
        finally
        {
            File.Delete(model);
        }
    }

    private static PeerRow RunOne(PeerSettings settings, string network, Workload workload, int threads, string model)
    {
        string[] what =
        [
            "--network", network,
            "--workload", workload.Argument(),
            "--threads", threads.ToString(CultureInfo.InvariantCulture),
        ];
        List<Contestant> contestants = [];
        try
        {
            contestants.Add(Contestant.Start(_plain, [.. what, "--side", nameof(Side.Ours)]));
            string[] libTorch = [.. what, "--side", nameof(Side.LibTorch)];
            string way = Contestant.Try(TorchWays.Environment, libTorch).Choice;
            contestants.Add(Contestant.Start(TorchWays.Environment, [.. libTorch, "--way", way]));
            if (workload.IsPrediction())
                contestants.Add(Contestant.Start(_plain, [.. what, "--side", nameof(Side.OnnxRuntime), "--model", model]));

            List<RoundResult>[] rounds = [.. contestants.Select(_ => new List<RoundResult>())];
            for (int round = 0; round < settings.Rounds; round++)
            {
                for (int side = 0; side < contestants.Count; side++)
                    rounds[side].Add(contestants[side].Measure(settings.Seconds));
            }

            PeerSide[] sides = [.. contestants.Zip(rounds, (contestant, results) => new PeerSide(contestant.Description, results))];
            return new PeerRow(network, workload, threads, sides[0], sides[1], sides.ElementAtOrDefault(2));
        }
        finally
        {
            contestants.ForEach(contestant => contestant.Dispose());
        }
    }
}
