using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>What an optimizer remembers about one network between steps: a counter, and a few values for each parameter.</summary>
public sealed class OptimizerState
{
    private readonly float[][] _slots;
    private Action? _fetch;

    /// <summary>The state before the first step.</summary>
    /// <param name="optimizer">Says how many values it remembers for each parameter, and what they begin with.</param>
    /// <param name="parameterLength">Packed parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Optimizer.StateSlots"/> or <paramref name="parameterLength"/> is negative.</exception>
    public OptimizerState(Optimizer optimizer, int parameterLength)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(optimizer.StateSlots, $"{optimizer.GetType().Name}.{nameof(Optimizer.StateSlots)}");
        ArgumentOutOfRangeException.ThrowIfNegative(parameterLength);
        HasAverages = optimizer.AverageDecay > 0;
        _slots = new float[optimizer.StateSlots + (HasAverages ? 1 : 0)][];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = GC.AllocateArray<float>(parameterLength, pinned: true);
            HugePages.AskFor<float>(_slots[slot]);
            if (slot < optimizer.StateSlots)
                Array.Fill(_slots[slot], optimizer.InitialState(slot));
        }
    }

    /// <summary>Steps taken. The network counts it up before it lets the engine update, so there it includes the step under way.</summary>
    public long Step { get; set; }

    /// <summary>Whether the last slot holds averages of the weights: <see cref="Optimizer.AverageDecay"/>.</summary>
    public bool HasAverages { get; }

    /// <summary>Values remembered for each parameter, its average included.</summary>
    public int SlotCount => _slots.Length;

    /// <summary>True while a device has newer values than these arrays.</summary>
    public bool IsNewerElsewhere => Volatile.Read(ref _fetch) is not null;

    /// <summary>
    /// One remembered value of each parameter, packed like the parameters. Where a device has newer values, those of all slots
    /// are fetched first.
    /// </summary>
    /// <param name="slot">Number of the slot, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such slot.</exception>
    public float[] this[int slot] => Newest()[slot];

    /// <summary>The averages of the weights, packed like these.</summary>
    internal float[] Averages => this[SlotCount - 1];

    /// <summary>The arrays of the slots, averages aside; whoever moves them moves the slots.</summary>
    internal ArraySegment<float[]> OwnSlots => new(Newest(), 0, HasAverages ? SlotCount - 1 : SlotCount);

    /// <summary>What the optimizer itself remembers of a range of parameters.</summary>
    /// <param name="start">Place of the first of them.</param>
    /// <param name="length">How many there are.</param>
    public OptimizerSlots Slice(int start, int length) => new(Newest().AsSpan(0, HasAverages ? SlotCount - 1 : SlotCount), start, length);

    /// <summary>Says that a device has newer values.</summary>
    /// <param name="fetch">
    /// Brings them into the arrays; called once, when somebody asks for them. From then on the arrays are the newest, because
    /// whoever holds them may write to them.
    /// </param>
    public void MarkNewerElsewhere(Action fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        Volatile.Write(ref _fetch, fetch);
    }

    /// <summary>Brings the newer values of a device into the arrays, if there are any.</summary>
    public void Fetch()
    {
        if (_fetch is not null)
            Interlocked.Exchange(ref _fetch, null)?.Invoke();
    }

    private float[][] Newest()
    {
        Fetch();
        return _slots;
    }
}
