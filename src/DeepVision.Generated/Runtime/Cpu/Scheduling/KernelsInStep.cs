namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Kernels that the workers of a team run one after the other, together: each is cut into units, and nobody begins with the next
/// one before all units are done. Nobody waits for a worker that has no units, though: one whose thread is not running yet finds the kernels done that
/// the others went through meanwhile.
/// </summary>
internal sealed class KernelsInStep
{
    /// <summary>What belongs to a worker keeps this distance, so that workers don't wait for each other's cache lines.</summary>
    private const int Padding = 32;

    private readonly WorkShares _shares = new();
    private readonly object _gate = new();
    private int[] _boundaries = [];

    /// <summary>For each worker, the number of the kernel that it is at, and whether it may have units of it.</summary>
    private int[] _places = [];

    /// <summary>Twice the number of the kernel at hand, plus one while the next one is made ready, in the upper half; in the lower one the workers that may have units of it.</summary>
    private long _state;
    private bool _isAborted;

    private int Workers => _boundaries.Length - 1;

    /// <summary>Sets out with a number of workers, none of which runs yet.</summary>
    public void Start(int workers)
    {
        if (Workers != workers)
            (_boundaries, _places) = (new int[workers + 1], new int[workers * Padding]);
        Array.Clear(_places);
        Share(0);
        (_state, _isAborted) = (0, false);
    }

    /// <summary>
    /// Begins with the next kernel: waits until all units of the one before are done, and what workers have written is seen by all.
    /// </summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="units">Units of the kernel; every worker says the same.</param>
    public void Begin(int worker, int units)
    {
        Leave(worker);
        int kernel = ++KernelOf(worker);
        for (int round = 0; !HasBegun(kernel) && !TryOpen(kernel, units); round++)
        {
            if (round < WorkerTeam.SpinRounds)
                WorkerTeam.Pause(round);
            else
                Sleep(kernel);
        }
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
        return Enter(worker) && (_shares.TryTakeHalf(worker, multiple, out first, out end) || Leave(worker));
    }

    /// <summary>Takes a worker's whole share of the kernel at hand, and then units of those who have not begun with theirs.</summary>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="first">First unit to do.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <returns>False when all units are taken.</returns>
    public bool TryTakeShare(int worker, out int first, out int end)
    {
        (first, end) = (0, 0);
        return Enter(worker) && (_shares.TryTakeShare(worker, out first, out end) || Leave(worker));
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
        return Enter(worker) && (_shares.TryTakePart(worker, most, out first, out end) || Leave(worker));
    }

    /// <summary>Lets all workers run to their ends without any work, because one of them has failed and will not come again.</summary>
    public void Abort()
    {
        Volatile.Write(ref _isAborted, true);
        Wake();
    }

    private ref int KernelOf(int worker) => ref _places[worker * Padding];

    private ref int IsInsideOf(int worker) => ref _places[worker * Padding + 1];

    private bool HasBegun(int kernel) => (Volatile.Read(ref _state) >> 32) >= 2 * kernel || Volatile.Read(ref _isAborted);

    /// <summary>Makes a kernel ready if all units of the one before are done and nobody else does.</summary>
    private bool TryOpen(int kernel, int units)
    {
        long before = State(2 * (kernel - 1));
        if (Volatile.Read(ref _state) != before || !_shares.IsEmpty || Interlocked.CompareExchange(ref _state, before + State(1), before) != before)
            return false;
        Share(units);
        Volatile.Write(ref _state, State(2 * kernel));
        Wake();
        return true;
    }

    /// <summary>Joins those who may have units of the kernel at hand, if it is still the worker's.</summary>
    private bool Enter(int worker)
    {
        if (Volatile.Read(ref _isAborted))
            return false;
        if (IsInsideOf(worker) != 0)
            return true;
        long own = State(2 * KernelOf(worker)), seen = Volatile.Read(ref _state);
        while (seen >> 32 == own >> 32)
        {
            long found = Interlocked.CompareExchange(ref _state, seen + 1, seen);
            if (found == seen)
            {
                IsInsideOf(worker) = 1;
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>The worker is done with what it has taken.</summary>
    /// <returns>False: it has nothing.</returns>
    private bool Leave(int worker)
    {
        if (IsInsideOf(worker) != 0)
            Interlocked.Decrement(ref _state);
        IsInsideOf(worker) = 0;
        return false;
    }

    private void Share(int units)
    {
        for (int worker = 0; worker <= Workers; worker++)
            _boundaries[worker] = (int)((long)units * worker / Workers);
        _shares.Begin(_boundaries);
    }

    /// <summary>Sleeps until another worker has begun with a kernel: the last one that has units of the one before does, if nobody was quicker.</summary>
    private void Sleep(int kernel)
    {
        lock (_gate)
        {
            while (!HasBegun(kernel) && Volatile.Read(ref _state) != State(2 * (kernel - 1)))
                Monitor.Wait(_gate);
        }
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private static long State(int step) => (long)step << 32;
}
