namespace DeepVision.Generated;

/// <summary>Fills the batches of a training ahead.</summary>
internal sealed class BatchLoader : IDisposable
{
    /// <summary>Batches that are filled while another one is learned from: the threads go on with the second when the first is nearly full.</summary>
    private const int Ahead = 2;

    private readonly Batch[] _batches;
    private readonly SampleLoader _loader;

    /// <summary>Starts its threads.</summary>
    /// <param name="makeBatch">Makes an empty batch.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="threads">Threads, one or more.</param>
    public BatchLoader(Func<Batch> makeBatch, int batchSize, int threads)
    {
        _batches = [.. Enumerable.Range(0, Ahead).Select(_ => makeBatch())];
        _loader = new SampleLoader([.. _batches], batchSize, threads);
    }

    /// <inheritdoc cref="SampleLoader.Begin"/>
    public void Begin(Dataset data, ReadOnlySpan<int> order) => _loader.Begin(data, order);

    /// <summary>Waits for the next batch and puts its samples into the caller's, which keeps being the same object.</summary>
    /// <param name="batch">Takes the samples.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if the wait was ended.</returns>
    public bool TryTake(Batch batch, int count, CancellationToken cancellationToken)
    {
        int slot = _loader.WaitForNext(cancellationToken);
        if (slot < 0)
            return false;
        batch.Exchange(_batches[slot]);
        batch.MarkFilled(count);
        _loader.Release();
        return true;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _loader.Dispose();
}
