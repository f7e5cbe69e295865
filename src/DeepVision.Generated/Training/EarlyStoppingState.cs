namespace DeepVision.Generated;

/// <summary>Watches the monitored metric and keeps the weights of the best epoch.</summary>
/// <param name="options">When to stop.</param>
/// <param name="keepsAverages">Whether what is kept are averages of the weights, so that it never equals the weights of an epoch.</param>
internal sealed class EarlyStoppingState(EarlyStopping options, bool keepsAverages)
{
    private readonly BestEpoch _best = new(options.Monitor, options.MinDelta);
    private int _epochsWithout;
    private bool _isLastBest;
    private bool _hasReachedGoal;

    /// <summary>Packed parameters of the best epoch; null if none is kept.</summary>
    public float[]? BestWeights { get; private set; }

    /// <summary>The same, but null also if they are the network's weights behind the last epoch.</summary>
    public float[]? EarlierBestWeights => _isLastBest && !keepsAverages ? null : BestWeights;

    /// <summary>True when the metric hasn't improved for long enough, or has reached its goal.</summary>
    public bool ShouldStop => _hasReachedGoal || _epochsWithout >= options.Patience;

    /// <summary>Takes note of a finished epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="weights">The weights that were validated.</param>
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
        bool improved = _isLastBest = _best.Add(epoch);

        // An epoch without a finite number says nothing; whoever trains is told by an exception.
        double value = epoch.Get(options.Monitor);
        if (!double.IsFinite(value))
            return false;
        bool counts = epoch.Epoch > options.WarmUpEpochs && !(improved && IsBeyondBaseline(value));
        _epochsWithout = counts ? _epochsWithout + 1 : 0;
        _hasReachedGoal |= options.Goal is { } goal && !options.Monitor.IsBetter(goal, value);
        return improved;
    }

    private bool IsBeyondBaseline(double value) => options.Baseline is not { } baseline || options.Monitor.IsBetter(value, baseline, options.MinDelta);

    private void Keep(ReadOnlySpan<float> weights)
    {
        BestWeights ??= new float[weights.Length];
        weights.CopyTo(BestWeights);
    }
}
