using System.Diagnostics;

namespace DeepVision.Generated.Benchmarks.Measuring;

/// <summary>Runs a step over and over, against the clock.</summary>
internal static class Rounds
{
    /// <param name="seconds">How long, about.</param>
    /// <param name="step">One step; returns the images it ran through.</param>
    public static double ImagesPerSecond(double seconds, Func<int> step)
    {
        long done = 0;
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            done += step();
            double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if (elapsed >= seconds)
                return done / elapsed;
        }
    }
}
