using System.Diagnostics;

namespace DeepVision.Generated.Benchmarks.Scaling;

/// <summary>Processes that compute without pause until they are disposed of.</summary>
internal sealed class BusyNeighbours : IDisposable
{
    /// <summary>The first argument of a process that is nothing but busy.</summary>
    public const string Argument = "busy";

    private readonly List<Process> _processes = [];

    private BusyNeighbours()
    {
    }

    public static BusyNeighbours Start(int count)
    {
        BusyNeighbours neighbours = new();
        for (int i = 0; i < count; i++)
        {
            // A neighbour ends with its input, so none survives this program.
            ProcessStartInfo start = new("dotnet", [typeof(BusyNeighbours).Assembly.Location, Argument]) { RedirectStandardInput = true };
            neighbours._processes.Add(Process.Start(start)!);
        }

        return neighbours;
    }

    /// <summary>What such a process does.</summary>
    public static void Run()
    {
        bool isOver = false;
        new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
                Thread.SpinWait(1000);
        }).Start();
        Console.In.ReadLine();
        Volatile.Write(ref isOver, true);
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
