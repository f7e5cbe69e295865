using System.Diagnostics;

namespace DeepVision.Generated.Runtime;

/// <summary>Adds up the time of every kernel of a network that is declared with <c>Profile = true</c>. Any number of threads may record at once.</summary>
public sealed class KernelTimes
{
    /// <summary>Threads beyond this many share their counters with others.</summary>
    private const int Slots = 64;

    /// <summary>Counters of different threads keep this distance, so that their cache lines never meet.</summary>
    private const int Padding = 16;

    private static int s_nextSlot;

    [ThreadStatic]
    private static int t_slot;

    private readonly KernelCost[] _costs;
    private readonly Counters?[] _slots = new Counters?[Slots];

    /// <summary>Starts at zero.</summary>
    public KernelTimes(IEnumerable<KernelCost> costs) => _costs = [.. costs];

    /// <summary>Ends the run of a kernel and begins the next one.</summary>
    /// <param name="kernel">Index of the kernel among the costs.</param>
    /// <param name="start">When it began, as <see cref="Stopwatch.GetTimestamp"/> gave it.</param>
    /// <param name="samples">Samples it ran over; 0 for the second and later parts of work on the same samples.</param>
    /// <returns>The time now.</returns>
    public long Record(int kernel, long start, int samples) => Record(kernel, start, samples, calls: 1);

    /// <summary>Ends several runs of a kernel, or a part of one, and begins the next one.</summary>
    /// <param name="kernel">Index of the kernel among the costs.</param>
    /// <param name="start">When the first began, as <see cref="Stopwatch.GetTimestamp"/> gave it.</param>
    /// <param name="samples">Samples they ran over; 0 for the second and later parts of work on the same samples.</param>
    /// <param name="calls">How many; 0 for a part whose bytes belong to another one's.</param>
    /// <returns>The time now.</returns>
    internal long Record(int kernel, long start, int samples, int calls)
    {
        long now = Stopwatch.GetTimestamp();
        if (t_slot == 0)
            t_slot = Interlocked.Increment(ref s_nextSlot);
        ref Counters? slot = ref _slots[t_slot % Slots];
        Counters counters = Volatile.Read(ref slot) ?? Add(ref slot);
        Interlocked.Add(ref counters.Ticks[Padding + kernel], now - start);
        Interlocked.Add(ref counters.Samples[Padding + kernel], samples);
        Interlocked.Add(ref counters.Calls[Padding + kernel], calls);
        return now;
    }

    internal NetworkProfile ToProfile() => new(
    [
        .. _costs.Select((cost, kernel) => new KernelProfile(
            cost, Sum(counters => counters.Calls, kernel), Sum(counters => counters.Samples, kernel),
            Stopwatch.GetElapsedTime(0, Sum(counters => counters.Ticks, kernel)))),
    ]);

    internal void Reset() => Array.Clear(_slots);

    private Counters Add(ref Counters? slot)
    {
        Counters added = new(_costs.Length + 2 * Padding);
        return Interlocked.CompareExchange(ref slot, added, null) ?? added;
    }

    private long Sum(Func<Counters, long[]> choose, int kernel) =>
        _slots.OfType<Counters>().Sum(counters => Volatile.Read(ref choose(counters)[Padding + kernel]));

    private sealed class Counters(int length)
    {
        public long[] Ticks { get; } = new long[length];

        public long[] Calls { get; } = new long[length];

        public long[] Samples { get; } = new long[length];
    }
}
