namespace DeepVision.Generated;

/// <summary>Watches the monitored metric and keeps the weights of the best epoch.</summary>
internal sealed class EarlyStoppingState(EarlyStopping options)
{
    private double _best = double.NaN;
    private int _epochsWithout;
    private bool _isLastBest;

    /// <summary>Packed parameters of the best epoch; null if none is kept.</summary>
    public float[]? BestWeights { get; private set; }

    /// <summary>The same, but null also if the best epoch is the last one.</summary>
    public float[]? EarlierBestWeights => _isLastBest ? null : BestWeights;

    /// <summary>True when the metric hasn't improved for long enough.</summary>
    public bool ShouldStop => _epochsWithout >= options.Patience;

    /// <summary>Takes note of a finished epoch.</summary>
    public void Add(EpochResult epoch, ReadOnlySpan<float> weights)
    {
        if (Count(epoch) && options.RestoreBestWeights)
            Keep(weights);
    }

    /// <summary>Takes up the state behind the epochs of a checkpoint.</summary>
    /// <param name="epochs">The finished epochs.</param>
    /// <param name="bestWeights">Weights of the best of them; null if the checkpoint has none.</param>
    /// <param name="weights">Weights of the last of them.</param>
    public void Resume(IReadOnlyList<EpochResult> epochs, float[]? bestWeights, ReadOnlySpan<float> weights)
    {
        if (options.RestoreBestWeights && bestWeights is null)
        {
            // The last epoch is the best. Or there was no early stopping: then what there is counts as the best.
            Add(epochs[^1], weights);
            return;
        }

        foreach (EpochResult epoch in epochs)
            Count(epoch);
        BestWeights = options.RestoreBestWeights ? bestWeights : null;
    }

    private bool Count(EpochResult epoch)
    {
        double value = epoch.Get(options.Monitor);
        bool improved = double.IsFinite(value) && options.Monitor.IsBetter(value, _best, options.MinDelta);
        _isLastBest = improved;

        // An epoch without a finite number says nothing; whoever trains is told by an exception.
        if (!double.IsFinite(value))
            return false;
        _epochsWithout = improved ? 0 : _epochsWithout + 1;
        if (improved)
            _best = value;
        return improved;
    }

    private void Keep(ReadOnlySpan<float> weights)
    {
        BestWeights ??= new float[weights.Length];
        weights.CopyTo(BestWeights);
    }
}
