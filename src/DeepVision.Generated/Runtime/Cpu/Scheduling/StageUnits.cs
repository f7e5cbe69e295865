namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Units of work on the parameters, by the stage of the training step at which they run, and whose share each is.</summary>
internal sealed class StageUnits
{
    private readonly UnitHomes?[] _homes;

    /// <param name="ranges">All units, in the order of their stages.</param>
    /// <param name="stages">The stage of each range; empty if all run at the same one.</param>
    /// <param name="usualStage">The stage at which all run then.</param>
    /// <param name="length">Floats of the flat buffer.</param>
    public StageUnits(UnitRange[] ranges, int[] stages, int usualStage, int length)
    {
        _homes = new UnitHomes?[stages.Append(usualStage).Max() + 1];
        if (stages.Length == 0)
        {
            _homes[usualStage] = new UnitHomes(ranges, length);
            return;
        }

        int firstUnit = 0;
        foreach (IGrouping<int, UnitRange> own in ranges.Zip(stages).GroupBy(item => item.Second, item => item.First))
        {
            // All workers share what there is at this stage, wherever it lies.
            int start = own.Min(range => range.ParameterOffset);
            _homes[own.Key] = new UnitHomes(own, own.Max(range => range.ParameterOffset + range.Length) - start, start, firstUnit);
            firstUnit += own.Sum(range => range.Units);
        }
    }

    /// <summary>What runs at a stage; null if nothing does.</summary>
    public UnitHomes? At(int stage) => stage < _homes.Length && _homes[stage] is { Count: > 0 } homes ? homes : null;
}
