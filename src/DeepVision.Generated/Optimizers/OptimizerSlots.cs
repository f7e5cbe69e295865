namespace DeepVision.Generated;

/// <summary>
/// What an optimizer remembers of one range of parameters: slot by slot a value for each parameter, at the place that the
/// parameter has in the range.
/// </summary>
public readonly ref struct OptimizerSlots
{
    private readonly ReadOnlySpan<float[]> _slots;
    private readonly int _start;

    internal OptimizerSlots(ReadOnlySpan<float[]> slots, int start, int length)
    {
        _slots = slots;
        (_start, Length) = (start, length);
    }

    /// <summary>Values remembered for each parameter: <see cref="Optimizer.StateSlots"/>.</summary>
    public int Count => _slots.Length;

    /// <summary>Parameters in the range.</summary>
    public int Length { get; }

    /// <summary>The values of one slot, to read and to write.</summary>
    /// <param name="slot">Number of the slot, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">The optimizer's <see cref="Optimizer.StateSlots"/> has no such slot.</exception>
    public Span<float> this[int slot] => _slots[slot].AsSpan(_start, Length);
}
