namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Work that every member of a <see cref="WorkerTeam"/> takes part in.</summary>
public interface IWorkerJob
{
    /// <summary>Runs one worker's share.</summary>
    /// <param name="worker">Number of this worker, from 0; 0 is the caller's thread.</param>
    /// <param name="workers">Workers that take part.</param>
    void Run(int worker, int workers);
}

/// <summary>
/// The threads that run kernels: one team per process, leased for one step at a time. Members spin for a moment between
/// two jobs, so that a step of many short jobs pays under a microsecond for each, and then sleep. Neither members nor
/// the caller ever spin without bound: with more threads than processors the one waited for may not even be running.
/// </summary>
internal sealed class WorkerTeam
{
    /// <summary>How long a waiting thread spins before it sleeps, in rounds of <see cref="Pause"/>: some 150 microseconds, about the time in which the next batch is filled.</summary>
    internal const int SpinRounds = 500;

    /// <summary>Every so many rounds another thread may run instead, which may be the one waited for: a thread that wakes may find itself on the processor of the one that woke it.</summary>
    private const int RoundsBeforeYield = 32;

    private readonly Lock _lease = new();
    private readonly List<Member> _members = [];
    private readonly ManualResetEventSlim _allDone = new(initialState: false, spinCount: 0);
    private IWorkerJob? _job;
    private int _workers;
    private int _running;
    private Exception? _failure;

    /// <summary>The process's team.</summary>
    public static WorkerTeam Shared { get; } = new();

    /// <summary>Takes the team for one step; waits for the one who has it.</summary>
    public Lock.Scope Lease() => _lease.EnterScope();

    /// <summary>Takes the team if nobody has it. Release with <see cref="EndLease"/>.</summary>
    public bool TryLease() => _lease.TryEnter();

    /// <summary>Gives back what <see cref="TryLease"/> took.</summary>
    public void EndLease() => _lease.Exit();

    /// <summary>
    /// Runs a job on <paramref name="workers"/> threads, the caller's among them, and returns when all are done.
    /// The caller holds the lease. An exception of any worker is thrown here, after all have stopped.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="needsAll">Whether each worker has a share of its own; if not, those are left out that have not begun when the caller is done.</param>
    public void Run(IWorkerJob job, int workers, bool needsAll = true)
    {
        if (workers <= 1)
        {
            job.Run(0, 1);
            return;
        }

        while (_members.Count < workers - 1)
            _members.Add(new Member(this, _members.Count + 1));

        _job = job;
        _workers = workers;
        _failure = null;
        Volatile.Write(ref _running, workers - 1);
        for (int index = 0; index < workers - 1; index++)
            _members[index].Start();

        try
        {
            job.Run(0, workers);
        }
        finally
        {
            for (int index = 0; index < workers - 1 && !needsAll; index++)
            {
                if (_members[index].TryLeaveOut())
                    Interlocked.Decrement(ref _running);
            }

            WaitForMembers();
            _job = null;
        }

        if (_failure is { } failure)
            throw new InvalidOperationException("A worker thread failed: " + failure.Message, failure);
    }

    /// <summary>One round of waiting for another thread.</summary>
    internal static void Pause(int round)
    {
        if (round % RoundsBeforeYield == RoundsBeforeYield - 1)
            Thread.Yield();
        else
            Thread.SpinWait(8);
    }

    private void WaitForMembers()
    {
        for (int round = 0; round < SpinRounds; round++)
        {
            if (Volatile.Read(ref _running) == 0)
                return;
            Pause(round);
        }

        // A member of an earlier job may set the event late, so the count decides and the event only wakes.
        while (Volatile.Read(ref _running) != 0)
        {
            _allDone.Wait();
            _allDone.Reset();
        }
    }

    private void RunShare(int worker)
    {
        try
        {
            _job!.Run(worker, _workers);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == 0)
                _allDone.Set();
        }
    }

    /// <summary>One thread of the team beside the caller.</summary>
    private sealed class Member
    {
        private const int Idle = 0;
        private const int Asleep = 1;
        private const int Called = 2;

        private readonly WorkerTeam _team;
        private readonly int _worker;
        private readonly AutoResetEvent _wake = new(initialState: false);
        private int _state;

        public Member(WorkerTeam team, int worker)
        {
            (_team, _worker) = (team, worker);
            new Thread(Loop) { IsBackground = true, Name = $"DeepVision worker {worker}" }.Start();
        }

        public void Start()
        {
            if (Interlocked.Exchange(ref _state, Called) == Asleep)
                _wake.Set();
        }

        /// <summary>Takes a call back that the member has not heard yet.</summary>
        public bool TryLeaveOut() => Interlocked.CompareExchange(ref _state, Idle, Called) == Called;

        private void Loop()
        {
            while (true)
            {
                WaitForCall();
                if (Interlocked.CompareExchange(ref _state, Idle, Called) == Called)
                    _team.RunShare(_worker);
            }
        }

        private void WaitForCall()
        {
            for (int round = 0; round < SpinRounds; round++)
            {
                if (Volatile.Read(ref _state) == Called)
                    return;
                Pause(round);
            }

            // Only an idle member falls asleep; a call that came in between is taken at once.
            if (Interlocked.CompareExchange(ref _state, Asleep, Idle) == Idle)
                _wake.WaitOne();
        }
    }
}
