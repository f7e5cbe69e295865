using System.Runtime.ExceptionServices;

namespace DeepVision.Generated;

/// <summary>
/// Fills batches ahead of the one who uses them, on threads of its own. The threads share the samples of a batch among them; what comes
/// where depends on the order of the samples alone, so that batches are the same for any number of threads.
/// </summary>
/// <remarks>
/// No more batches are filled ahead than there are slots, and threads sleep while these are full. Nothing is allocated once the threads
/// run. What a data set throws reaches the user of the batch that lacks the sample, on his thread.
/// </remarks>
internal sealed class SampleLoader : IDisposable
{
    /// <summary>Samples that a thread takes at a time, at most: enough to make up for taking them where reading one is quick.</summary>
    private const int LongestRun = 16;

    private readonly object _gate = new();
    private readonly ISampleSlot[] _slots;
    private readonly int _batchSize;
    private readonly int _run;
    private readonly Thread[] _threads;

    // Of the batch in each slot: the samples that are done with, and what the first of those that failed has thrown.
    private readonly int[] _done;
    private readonly (Exception? Exception, int Position)[] _failures;

    private Dataset? _data;
    private int[] _order = [];
    private int _count;
    private int _next;
    private int _taken;
    private int _reading;
    private bool _isDisposed;

    /// <summary>Starts the threads, which sleep until there is something to load.</summary>
    /// <param name="slots">Room for as many batches as are filled ahead, one or more.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="threads">Threads, one or more.</param>
    public SampleLoader(ISampleSlot[] slots, int batchSize, int threads)
    {
        (_slots, _batchSize) = (slots, batchSize);
        _done = new int[slots.Length];
        _failures = new (Exception?, int)[slots.Length];
        _run = Math.Clamp(batchSize / (4 * threads), 1, LongestRun);
        _threads = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = FormattableString.Invariant($"DeepVision loader {i + 1}") };
            _threads[i].UnsafeStart();
        }
    }

    /// <summary>The threads that a data set is loaded by: as asked for or, if nothing was, all cores for one that says that it loads slowly, and else none.</summary>
    public static int ThreadsFor(Dataset data, int? asked) =>
        OperatingSystem.IsBrowser() ? 0 : asked ?? (data.LoadsSlowly ? Environment.ProcessorCount : 0);

    /// <summary>Begins to load samples; what was under way is given up.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="order">Its samples in the order wanted; copied.</param>
    /// <exception cref="ArgumentException">The data set hasn't what the slots hold.</exception>
    public void Begin(Dataset data, ReadOnlySpan<int> order)
    {
        foreach (ISampleSlot slot in _slots)
            slot.CheckFits(data);
        lock (_gate)
        {
            // No thread takes more from here on, and those that are reading still have the old order.
            _count = _next = 0;
            while (_reading > 0)
                Monitor.Wait(_gate);
            if (_order.Length != order.Length)
                _order = new int[order.Length];
            order.CopyTo(_order);
            Array.Clear(_done);
            Array.Clear(_failures);
            (_data, _count, _taken) = (data, order.Length, 0);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for the next batch.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its slot, which is the caller's until <see cref="Release"/>; -1 if the wait was ended.</returns>
    /// <remarks>What the data set has thrown at a sample of this batch is thrown here, at each call.</remarks>
    public int WaitForNext(CancellationToken cancellationToken)
    {
        int slot = _taken % _slots.Length;
        using (cancellationToken.UnsafeRegister(static loader => ((SampleLoader)loader!).Wake(), this))
        {
            lock (_gate)
            {
                while (!IsReady(slot) && !cancellationToken.IsCancellationRequested)
                    Monitor.Wait(_gate);
            }
        }

        if (cancellationToken.IsCancellationRequested)
            return -1;
        if (_failures[slot].Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return slot;
    }

    /// <summary>Gives the slot of the batch that came last back, to be filled again.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _done[_taken % _slots.Length] = 0;
            _taken++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the threads; waits until they have read what they are reading.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
            thread.Join();
    }

    private bool IsReady(int slot) => _done[slot] == Math.Min(_batchSize, _count - _taken * _batchSize);

    private bool HasWork => _next < _count && _next / _batchSize < _taken + _slots.Length;

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void Work()
    {
        while (true)
        {
            int first, end;
            lock (_gate)
            {
                while (!_isDisposed && !HasWork)
                    Monitor.Wait(_gate);
                if (_isDisposed)
                    return;
                first = _next;
                end = Math.Min(Math.Min(first + _run, (first / _batchSize + 1) * _batchSize), _count);
                _next = end;
                _reading++;
            }

            int batch = first / _batchSize, slot = batch % _slots.Length, position = first;
            Exception? failure = null;
            try
            {
                for (; position < end; position++)
                    _slots[slot].Load(_data!, _order[position], position - batch * _batchSize);
            }
            catch (Exception e)
            {
                failure = e;
            }

            lock (_gate)
            {
                _reading--;
                _done[slot] += end - first;
                if (failure is not null && (_failures[slot].Exception is null || position < _failures[slot].Position))
                    _failures[slot] = (failure, position);
                Monitor.PulseAll(_gate);
            }
        }
    }
}
