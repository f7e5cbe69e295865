using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>A network that ends in MeanSquaredError, Huber or another loss of numbers: it estimates them.</summary>
public abstract class RegressionNetwork : Network
{
    private readonly Func<double, double, double>? _loss;
    private readonly SampleLoss? _sampleLoss;

    /// <summary>Called by generated code.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="loss">The loss of one value, by what the network gives and by the target.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected RegressionNetwork(NetworkArchitecture architecture, Func<double, double, double> loss, int seed, Device? device)
        : base(architecture, seed, device) => _loss = loss;

    /// <summary>Called by generated code for a loss that needs all values of a sample.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="loss">The loss of one sample.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected RegressionNetwork(NetworkArchitecture architecture, SampleLoss loss, int seed, Device? device)
        : base(architecture, seed, device) => _sampleLoss = loss;

    internal sealed override int TargetLength => Architecture.OutputShape.Length;

    /// <summary>Estimates the values that belong to one input. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public float[] Predict(ReadOnlySpan<float> input) => ScoresOf(input);

    /// <summary>Estimates the values that belong to one input of bytes, which are scaled to 0..1 as data sets of bytes are. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] Predict(ReadOnlySpan<byte> pixels) => ScoresOf(pixels);

    /// <summary>Estimates values for one or several inputs without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One input, or several one after another.</param>
    /// <param name="values">Takes as many values for each input as the output shape has.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> values) => Score(input, values, nameof(values));

    /// <summary>Errors over a data set.</summary>
    /// <param name="data">Samples with targets.</param>
    /// <param name="batchSize">Samples that run together; results don't depend on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public RegressionResult Evaluate(Dataset data, int batchSize = 64, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken) =>
        new(Evaluate(data, batchSize, threads, cancellationToken).Loss, null);

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (batch.Targets.Length != batch.Capacity * TargetLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} learns from targets of {Quantity.Of(TargetLength, "value")}, but those of the batch have {batch.Targets.Length / batch.Capacity}. {nameof(CreateBatch)} makes a batch that fits."), nameof(batch));
    }

    private RegressionResult Evaluate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        var sums = new RegressionSums(TargetLength, _loss, _sampleLoss);
        float[] target = new float[TargetLength];
        ScoreAll(data, batchSize, threads, cancellationToken, (sample, values) =>
        {
            data.CopyAnswer(sample, target);
            sums.Add(target, values);
        });
        return sums.ToResult();
    }
}
