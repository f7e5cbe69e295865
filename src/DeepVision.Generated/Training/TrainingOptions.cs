namespace DeepVision.Generated;

/// <summary>How to train. Values are checked where they are set.</summary>
public sealed class TrainingOptions
{
    /// <summary>Passes over the data, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Epochs
    {
        get;
        init => field = AtLeast(value, 1, nameof(Epochs));
    } = 5;

    /// <summary>Samples of one step, 1 or more; the last batch of an epoch may have fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = AtLeast(value, 1, nameof(BatchSize));
    } = 64;

    /// <summary>Update rule and learning rate. The default is Adam with a rate of 0.001.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Optimizer Optimizer
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Optimizer));
    } = new Adam(1e-3f);

    /// <summary>Samples evaluated after each epoch; null for none. The network doesn't learn from them.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>True to see the samples in another order in each epoch; the order depends on the seed and the epoch alone.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Seed of the order; that of the network if null.</summary>
    public int? Seed { get; init; }

    /// <summary>Threads to use; 0 for all cores. Results don't depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Threads
    {
        get;
        init => field = AtLeast(value, 0, nameof(Threads));
    }

    /// <summary>
    /// Threads that fill batches ahead while the network learns: for data sets that open files, decode pictures or draw changes to them.
    /// 0 fills each batch when its step comes, on the caller's thread. By default null: as many as there are cores for a data set that
    /// says that it <see cref="Dataset.LoadsSlowly"/>, else 0. Batches are the same for any number; two of them are in memory beside the
    /// one in use. The validation data is loaded likewise.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? LoadingThreads
    {
        get;
        init => field = value is int threads ? AtLeast(threads, 0, nameof(LoadingThreads)) : null;
    }

    /// <summary>Largest Euclidean norm of all gradients together; longer ones are scaled down to it. 0 for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public float ClipNorm
    {
        get;
        init => field = float.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ClipNorm), value, "ClipNorm must be a finite number, 0 or more (0 for no limit).");
    }

    /// <summary>When to stop before the last epoch; null to go on to the end.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Where to write checkpoints; null for none.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    private static int AtLeast(int value, int minimum, string name) =>
        value >= minimum ? value : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be at least {minimum}."));
}
