using System.Globalization;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>Runs our networks and PyTorch's in turns, so that whatever else the machine does befalls both.</summary>
internal static class PeerComparison
{
    public static IEnumerable<PeerRow> Run(PeerSettings settings)
    {
        foreach (string network in settings.Networks)
            foreach (Workload workload in settings.Workloads)
                foreach (int threads in settings.Threads)
                    yield return RunOne(settings, network, workload, threads);
    }

    private static PeerRow RunOne(PeerSettings settings, string network, Workload workload, int threads)
    {
        string[] what =
        [
            "--network", network,
            "--workload", workload.Argument(),
            "--threads", threads.ToString(CultureInfo.InvariantCulture),
        ];
        string program = typeof(PeerComparison).Assembly.Location;
        string script = Path.Combine(AppContext.BaseDirectory, "pytorch_peer.py");
        using Contestant ours = Contestant.Start("dotnet", [program, "measure", .. what]);
        using Contestant theirs = Contestant.Start(settings.Python, [script, .. what]);

        List<RoundResult> ourRounds = [], theirRounds = [];
        for (int round = 0; round < settings.Rounds; round++)
        {
            ourRounds.Add(ours.Measure(settings.Seconds));
            theirRounds.Add(theirs.Measure(settings.Seconds));
        }

        return new PeerRow(network, workload, threads, ourRounds, theirRounds, theirs.Description);
    }
}
