namespace DeepVision.Generated;

/// <summary>Remembers the best value of a metric. Epochs that have no finite one don't count.</summary>
/// <param name="monitor">The metric.</param>
/// <param name="minDelta">By how much an epoch must be better.</param>
internal sealed class BestEpoch(Metric monitor, double minDelta)
{
    /// <summary>The best value; not a number before the first.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>True if it is the best so far.</returns>
    public bool Add(EpochResult epoch)
    {
        double value = epoch.Get(monitor);
        bool isBest = double.IsFinite(value) && monitor.IsBetter(value, Value, minDelta);
        if (isBest)
            Value = value;
        return isBest;
    }
}
