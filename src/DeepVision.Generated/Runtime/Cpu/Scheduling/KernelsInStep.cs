namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Kernels that the workers of a team run one after the other, together: each is cut into units, and nobody begins with the next
/// one before all units are done.
/// </summary>
internal sealed class KernelsInStep
{
    private readonly WorkShares _shares = new();
    private readonly object _gate = new();
    private int[] _boundaries = [];
    private int _arrived;
    private int _round;
    private bool _isAborted;

    private int Workers => _boundaries.Length - 1;

    /// <summary>Sets out with a number of workers, none of which runs yet.</summary>
    public void Start(int workers)
    {
        if (Workers != workers)
            _boundaries = new int[workers + 1];
        (_arrived, _isAborted) = (0, false);
    }

    /// <summary>
    /// Begins with the next kernel: waits for all workers, which means that they are done with the one before, and what each of them
    /// has written is seen by all.
    /// </summary>
    /// <param name="units">Units of the kernel; every worker says the same.</param>
    public void Begin(int units)
    {
        int round = Volatile.Read(ref _round);
        if (Volatile.Read(ref _isAborted))
            return;
        if (Interlocked.Increment(ref _arrived) < Workers)
        {
            Wait(round);
            return;
        }

        _arrived = 0;
        for (int worker = 0; worker <= Workers; worker++)
            _boundaries[worker] = (int)((long)units * worker / Workers);
        _shares.Begin(_boundaries);
        Open();
    }

    /// <summary>Takes some units of the kernel at hand.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="multiple">Units that are faster together: a worker takes a multiple of them, or all that is left.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTake(int worker, int multiple, out int first, out int end)
    {
        (first, end) = (0, 0);
        return !Volatile.Read(ref _isAborted) && _shares.TryTakeHalf(worker, multiple, out first, out end);
    }

    /// <summary>Takes a worker's whole share of the kernel at hand, and then units of those who have not begun with theirs.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakeShare(int worker, out int first, out int end)
    {
        (first, end) = (0, 0);
        return !Volatile.Read(ref _isAborted) && _shares.TryTakeShare(worker, out first, out end);
    }

    /// <summary>Takes some units of the kernel at hand, those behind the last ones while there are any in the worker's share.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="most">Units to take at most; a share falls into parts of nearly equal size.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakePart(int worker, int most, out int first, out int end)
    {
        (first, end) = (0, 0);
        return !Volatile.Read(ref _isAborted) && _shares.TryTakePart(worker, most, out first, out end);
    }

    /// <summary>Lets all workers run to their ends without any work, because one of them has failed and will not come again.</summary>
    public void Abort()
    {
        Volatile.Write(ref _isAborted, true);
        Open();
    }

    /// <summary>Spins for a moment, since the others are seldom far behind, and then sleeps.</summary>
    private void Wait(int round)
    {
        for (int spin = 0; spin < WorkerTeam.SpinRounds; spin++)
        {
            if (HasOpened(round))
                return;
            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            while (!HasOpened(round))
                Monitor.Wait(_gate);
        }
    }

    private bool HasOpened(int round) => Volatile.Read(ref _round) != round || Volatile.Read(ref _isAborted);

    private void Open()
    {
        lock (_gate)
        {
            Volatile.Write(ref _round, _round + 1);
            Monitor.PulseAll(_gate);
        }
    }
}
