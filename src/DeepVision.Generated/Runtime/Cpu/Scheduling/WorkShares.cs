namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Units of work, shared out among workers. Every worker begins with a share of its own, the same one in every step, so that
/// what it wrote last time is still in its cache; one that is done takes units from the far end of the others' shares.
/// </summary>
internal sealed class WorkShares
{
    /// <summary>Shares keep this distance, so that workers don't wait for each other's cache lines.</summary>
    private const int Padding = 16;

    /// <summary>For each worker, its first unit in the upper half and the unit behind its last in the lower one.</summary>
    private long[] _shares = [];
    private int _workers;

    /// <summary>Shares out units before the workers start.</summary>
    /// <param name="boundaries">First unit of each worker, and behind them the number of units; ascending.</param>
    public void Begin(ReadOnlySpan<int> boundaries)
    {
        _workers = boundaries.Length - 1;
        if (_shares.Length < _workers * Padding)
            _shares = new long[_workers * Padding];
        for (int worker = 0; worker < _workers; worker++)
            _shares[worker * Padding] = Pack(boundaries[worker], boundaries[worker + 1]);
    }

    /// <summary>Takes the next unit of a worker's own share, or else one of another's.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="unit">The unit to do.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTake(int worker, out int unit)
    {
        for (int distance = 0; distance < _workers; distance++)
        {
            if (TryTake(ref _shares[(worker + distance) % _workers * Padding], isOwn: distance == 0, out unit))
                return true;
        }

        unit = 0;
        return false;
    }

    private static bool TryTake(ref long share, bool isOwn, out int unit)
    {
        long seen = Volatile.Read(ref share);
        while (true)
        {
            int first = (int)(seen >> 32), end = (int)seen;
            unit = isOwn ? first : end - 1;
            if (first >= end)
                return false;
            long found = Interlocked.CompareExchange(ref share, isOwn ? Pack(first + 1, end) : Pack(first, end - 1), seen);
            if (found == seen)
                return true;
            seen = found;
        }
    }

    private static long Pack(int first, int end) => (long)first << 32 | (uint)end;
}
