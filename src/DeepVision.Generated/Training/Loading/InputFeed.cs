namespace DeepVision.Generated;

/// <summary>
/// The inputs of a data set in its own order, a batch at a time, for those who only run networks forward. Where the data set loads slowly,
/// batches are filled ahead.
/// </summary>
internal sealed class InputFeed : IDisposable
{
    private readonly Slot[] _slots;
    private readonly SampleLoader? _loader;
    private readonly Dataset _data;
    private readonly int _capacity;
    private int _start;
    private bool _hasTaken;

    /// <summary>Begins with the first sample.</summary>
    /// <param name="network">Whose inputs are taken.</param>
    /// <param name="data">The data set, which fits the network.</param>
    /// <param name="capacity">Samples of a batch.</param>
    /// <param name="threads">Threads that fill batches ahead; 0 to fill each when it is asked for.</param>
    public InputFeed(Network network, Dataset data, int capacity, int threads)
    {
        (_data, _capacity) = (data, capacity);
        _slots = [.. Enumerable.Range(0, threads == 0 ? 1 : 2).Select(_ => new Slot(network, capacity))];
        if (threads == 0)
            return;
        _loader = new SampleLoader(_slots, capacity, threads);
        _loader.Begin(data, Selection.All(data.Count));
    }

    /// <summary>Gives the inputs of the next samples; they stay until the next call.</summary>
    /// <param name="count">How many samples: as many as fit, or those that are left.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public ReadOnlySpan<float> Next(int count, CancellationToken cancellationToken)
    {
        Slot slot = _slots[0];
        if (_loader is null)
        {
            for (int i = 0; i < count; i++)
                slot.Load(_data, _start + i, i);
        }
        else
        {
            if (_hasTaken)
                _loader.Release();
            _hasTaken = false;
            int number = _loader.WaitForNext(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            slot = _slots[number];
            _hasTaken = true;
        }

        _start += _capacity;
        return slot.Inputs(count);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _loader?.Dispose();

    private sealed class Slot(Network network, int capacity) : ISampleSlot
    {
        private readonly int _length = network.Architecture.InputLength;
        private readonly float[] _values = new float[capacity * network.Architecture.InputLength];

        public ReadOnlySpan<float> Inputs(int count) => _values.AsSpan(0, count * _length);

        public void CheckFits(Dataset data)
        {
        }

        public void Load(Dataset data, int index, int place) => network.CopyInputs(data, index, _values.AsSpan(place * _length, _length));
    }
}
