namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Units of work, shared out among workers. Every worker begins with a share of its own, the same one in every step, so that
/// what it wrote last time is still in its cache; one that is done takes units from the far end of the others' shares.
/// Units are taken one by one, or several neighbours at once.
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

    /// <summary>Whether all units are taken.</summary>
    public bool IsEmpty
    {
        get
        {
            for (int worker = 0; worker < _workers; worker++)
            {
                long share = Volatile.Read(ref _shares[worker * Padding]);
                if ((int)(share >> 32) < (int)share)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Takes the next unit of a worker's own share, or else one of another's.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="unit">The unit to do.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTake(int worker, out int unit) => TryTake(worker, default, out unit, out _);

    /// <summary>Takes the next half of what is left of a worker's own share, or else the last half of what is left of another's.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="multiple">Units that are faster together: a half is a multiple of them, or all that is left.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakeHalf(int worker, int multiple, out int first, out int end) => TryTake(worker, new Portion(PortionKind.Half, multiple), out first, out end);

    /// <summary>
    /// Takes the next part of a worker's own share, which falls into parts that are as large as they may be and differ by a unit at most; or else the last units of another's,
    /// half of what is left of it at most.
    /// </summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="most">Units of a part, at most.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakePart(int worker, int most, out int first, out int end) => TryTake(worker, new Portion(PortionKind.Part, most), out first, out end);

    /// <summary>Takes all that is left of a worker's own share, or else the last half of what is left of another's, which has not begun.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakeShare(int worker, out int first, out int end) => TryTake(worker, new Portion(PortionKind.Share), out first, out end);

    /// <summary>Takes the next units of a worker's own share that run together, half of what is left of it at most where others may take the rest, or else one unit of another's.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="units">The units that are shared out, which know their neighbours.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="count">Units to do.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakeTogether(int worker, UnitHomes units, out int first, out int count)
    {
        bool taken = TryTake(worker, new Portion(PortionKind.Together, _workers == 1 ? 1 : 2, units), out first, out int end);
        count = end - first;
        return taken;
    }

    private bool TryTake(int worker, Portion portion, out int first, out int end)
    {
        for (int distance = 0; distance < _workers; distance++)
        {
            if (TryTake(ref _shares[(worker + distance) % _workers * Padding], isOwn: distance == 0, portion, out first, out end))
                return true;
        }

        first = end = 0;
        return false;
    }

    private static bool TryTake(ref long share, bool isOwn, Portion portion, out int first, out int end)
    {
        long seen = Volatile.Read(ref share);
        while (true)
        {
            (first, end) = ((int)(seen >> 32), (int)seen);
            if (first >= end)
                return false;
            int count = portion.Of(first, end, isOwn);
            int border = isOwn ? first + count : end - count;
            long found = Interlocked.CompareExchange(ref share, isOwn ? Pack(border, end) : Pack(first, border), seen);
            if (found == seen)
            {
                if (isOwn)
                    end = border;
                else
                    first = border;
                return true;
            }

            seen = found;
        }
    }

    private static long Pack(int first, int end) => (long)first << 32 | (uint)end;
}
