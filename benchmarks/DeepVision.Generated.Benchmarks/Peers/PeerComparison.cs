using System.Diagnostics;
using System.Globalization;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>Runs our networks and the peers' in turns, so that whatever else the machine does befalls all.</summary>
internal static class PeerComparison
{
    private static readonly string _script = Path.Combine(AppContext.BaseDirectory, "pytorch_peer.py");

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
        List<Contestant> contestants = [];
        string? model = null;
        try
        {
            contestants.Add(Contestant.Start("dotnet", [program, "measure", .. what]));
            contestants.Add(Contestant.Start(settings.Python, [_script, .. what]));
            if (settings.OnnxRuntimeLibrary is { } library && workload.IsPrediction())
            {
                model = Export(settings.Python, what);
                contestants.Add(Contestant.Start("dotnet", [program, "measure", .. what, "--onnxruntime", library, "--model", model]));
            }

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
            if (model is not null)
                File.Delete(model);
        }
    }

    /// <summary>Lets PyTorch write the network as an ONNX file.</summary>
    private static string Export(string python, string[] what)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        using Process export = Process.Start(new ProcessStartInfo(python, [_script, .. what, "--export", path]))!;
        export.WaitForExit();
        return export.ExitCode == 0 ? path : throw new ContestantException("PyTorch could not export the network; its own message is above.");
    }
}
