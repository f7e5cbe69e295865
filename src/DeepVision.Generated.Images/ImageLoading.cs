using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace DeepVision.Generated.Images;

/// <summary>Reads all files of a data set on several threads.</summary>
internal static class ImageLoading
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads each file once.</summary>
    /// <param name="data">The files.</param>
    /// <param name="pixels">Takes the pixels of all of them, in order; null to only see whether they can be read.</param>
    /// <param name="skip">Told of files that can't be read; null to refuse the first of them.</param>
    /// <param name="threads">Threads that read; 0 for all cores.</param>
    /// <param name="progress">Told a few times a second; optional.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The numbers of the files that could be read, in ascending order.</returns>
    /// <exception cref="ImageFileException">A file can't be read; of several the first.</exception>
    public static int[] Read(
        ImageFileDataset data, byte[]? pixels, Action<ImageFileException>? skip, int threads, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        int length = data.InputShape.Length, done = 0;
        var problems = new ImageFileException?[data.Count];
        Lock reporting = new();
        long start = Stopwatch.GetTimestamp(), lastReport = start;
        int firstProblem = int.MaxValue;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, data.Count, parallel, () => pixels is null ? new byte[length] : [], (file, state, scratch) =>
            {
                if (file > Volatile.Read(ref firstProblem))
                    return scratch;
                try
                {
                    data.ReadPixels(file, pixels is null ? scratch : pixels.AsSpan(file * length, length));
                }
                catch (ImageFileException e)
                {
                    problems[file] = e;
                    lock (reporting)
                    {
                        if (skip is null)
                            firstProblem = Math.Min(firstProblem, file);
                        skip?.Invoke(e);
                    }
                }

                int now = Interlocked.Increment(ref done);
                if (progress is not null)
                    Report(now);
                return scratch;
            }, static _ => { });
        }
        catch (AggregateException e)
        {
            // What the caller's own method has thrown.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        if (skip is null && problems.FirstOrDefault(problem => problem is not null) is { } refused)
            throw refused;
        return [.. Enumerable.Range(0, data.Count).Where(file => problems[file] is null)];

        void Report(int now)
        {
            lock (reporting)
            {
                if (now < data.Count && Stopwatch.GetElapsedTime(lastReport) < ReportInterval)
                    return;
                lastReport = Stopwatch.GetTimestamp();
                progress.Report(new ImageLoadingProgress(now, data.Count, now / Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9)));
            }
        }
    }
}
