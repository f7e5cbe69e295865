using System.Diagnostics;
using DeepVision.Generated.Images.Tests;

namespace DeepVision.Generated.Images.Comparison;

/// <summary>Damaged files, and what decoders make of them.</summary>
internal static class Damage
{
    /// <summary>Feeds a decoder damaged files whose headers promise no more than a limit, and prints what came of it.</summary>
    public static void Run(Candidate candidate, IReadOnlyList<string> paths, int count, int first)
    {
        byte[][] files = [.. paths.Select(File.ReadAllBytes)];
        SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
        double slowest = 0;
        long largest = 0, before = Environment.WorkingSet;
        string slowestFile = "";
        for (int number = first; number < first + count; number++)
        {
            int which = number % files.Length;
            byte[] file = DamagedFile.Of(files[which], number);
            // What crashes the process is the number printed last.
            if (number % 1000 == 0)
                Console.Error.WriteLine(FormattableString.Invariant($"{number}"));
            string outcome = "pixels";
            long start = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ImageHeader header = ImageHeader.Read(file);
                if ((long)header.Width * header.Height > 50_000_000)
                    outcome = "refused by its header";
                else
                    candidate.Decode(file);
            }
            catch (Exception e)
            {
                outcome = e is ImageFileException ? "refused by its header" : e.GetType().FullName!;
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds > slowest)
                (slowest, slowestFile) = (seconds, FormattableString.Invariant($"{Path.GetFileName(paths[which])} number {number}"));
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - allocated);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        GC.Collect();
        foreach ((string outcome, int times) in outcomes)
            Console.WriteLine(FormattableString.Invariant($"{candidate.Name}  {times,8:N0}  {outcome}"));
        Console.WriteLine(FormattableString.Invariant($"{candidate.Name}  slowest {slowest:0.000} s ({slowestFile}), largest managed allocation {largest / 1e6:N0} MB, working set {before / 1e6:N0} -> {Environment.WorkingSet / 1e6:N0} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
    }
}
