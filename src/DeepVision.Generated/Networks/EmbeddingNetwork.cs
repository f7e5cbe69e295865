using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network that ends in Contrastive or Triplet: it gives a vector for an input, its embedding, such that inputs of one class lie near each other. It learns from labels,
/// of any number of classes, and can be used with classes that it has never seen.
/// </summary>
public abstract class EmbeddingNetwork : Network
{
    private readonly EmbeddingLoss _loss;

    /// <summary>Called by generated code.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="loss">The loss by which it is evaluated.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected EmbeddingNetwork(NetworkArchitecture architecture, EmbeddingLoss loss, int seed, Device? device)
        : base(architecture, seed, device) => _loss = loss;

    internal sealed override int TargetLength => 0;

    internal sealed override bool ReportsAccuracy => false;

    /// <summary>Gives the embedding of one input. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public float[] Predict(ReadOnlySpan<float> input) => ScoresOf(input);

    /// <summary>Gives the embedding of one input of bytes, which are scaled to 0..1 as data sets of bytes are. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] Predict(ReadOnlySpan<byte> pixels) => ScoresOf(pixels);

    /// <summary>Gives the embeddings of one or several inputs without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One input, or several one after another.</param>
    /// <param name="embeddings">Takes as many values for each input as the output shape has.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> embeddings) => Score(input, embeddings, nameof(embeddings));

    /// <summary>
    /// Loss over the batches of a data set, and nearest-neighbour accuracy among all of its samples, for which the embeddings of all are compared
    /// with each other: the time grows with the square of their number.
    /// </summary>
    /// <param name="data">Samples with labels.</param>
    /// <param name="batchSize">Samples that run together, and that the loss compares: it alone depends on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public EmbeddingResult Evaluate(Dataset data, int batchSize = 64, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        EmbeddingResult result = Evaluate(data, batchSize, threads, cancellationToken);
        return new ValidationScore(result.Loss, result.NearestNeighbourAccuracy);
    }

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (batch.Labels.Length != batch.Capacity)
            throw new ArgumentException($"{Architecture.Name} learns from labels, but the batch was made for targets. {nameof(CreateBatch)} makes a batch that fits.", nameof(batch));
    }

    private EmbeddingResult Evaluate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        var measure = new EmbeddingMeasure(Architecture.OutputShape.Length, data.Count, _loss);
        ScoreAll(data, batchSize, threads, cancellationToken, (sample, embedding) => measure.Add(data.GetLabel(sample), embedding));
        return measure.ToResult(batchSize, cancellationToken);
    }
}
