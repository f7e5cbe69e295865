namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Whose share each unit of work on the parameters is. The flat buffer is cut into one range for each worker, and a unit
/// belongs to the worker in whose range its parameters begin: gradients, weights and what the optimizer remembers of them
/// then stay in one processor's cache from step to step.
/// </summary>
internal sealed class UnitHomes
{
    private readonly int[] _offsets;

    /// <summary>For each unit, the number of those from it on that run together.</summary>
    private readonly int[] _together;

    /// <summary>For each unit, how many from it on a worker takes at least while they are its own: the rest of their group.</summary>
    private readonly int[] _whole;
    private readonly int _length;
    private readonly int _firstUnit;
    private int[] _boundaries = [];

    /// <param name="ranges">Units and where their parameters lie, in ascending order.</param>
    /// <param name="length">Floats of the flat buffer, or of the part of it that is cut.</param>
    /// <param name="start">Where this part begins.</param>
    /// <param name="firstUnit">Number of the first unit.</param>
    public UnitHomes(IEnumerable<UnitRange> ranges, int length, int start = 0, int firstUnit = 0)
    {
        (_length, _firstUnit) = (length, firstUnit);
        UnitRange[] all = [.. ranges];
        _together = FromEach(all, (range, unit) => range.RunsTogether ? range.Units - unit : 1);
        _whole = FromEach(all, (range, unit) => range.RunsWhole ? range.Units - unit : Math.Min(range.Group - unit % range.Group, range.Units - unit));
        _offsets =
        [
            .. all.SelectMany(range => Enumerable.Range(0, range.Units).Select(unit => range.ParameterOffset - start + (int)((long)range.Length * unit / range.Units))),
        ];
    }

    /// <summary>Units in all.</summary>
    public int Count => _offsets.Length;

    /// <summary>Units from one on that run together, itself counted.</summary>
    public int TogetherFrom(int unit) => _together[unit - _firstUnit];

    /// <summary>Units from one on that a worker takes at least, itself counted, as far as they are its own.</summary>
    public int WholeFrom(int unit) => _whole[unit - _firstUnit];

    /// <summary>First unit of each worker, and behind them the end of the last one's.</summary>
    public ReadOnlySpan<int> Boundaries(int workers)
    {
        if (_boundaries.Length == workers + 1)
            return _boundaries;
        _boundaries = new int[workers + 1];
        for (int worker = 0, unit = 0; worker <= workers; worker++)
        {
            while (unit < _offsets.Length && (worker == workers || _offsets[unit] < (long)_length * worker / workers))
                unit++;
            _boundaries[worker] = _firstUnit + unit;
        }

        return _boundaries;
    }

    /// <summary>For each unit a number of those from it on, itself counted, by its number in its range.</summary>
    private static int[] FromEach(UnitRange[] ranges, Func<UnitRange, int, int> count) =>
        [.. ranges.SelectMany(range => Enumerable.Range(0, range.Units).Select(unit => count(range, unit)))];
}
