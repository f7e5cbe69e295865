using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network that ends in BinaryCrossEntropy or another loss for yes and no: each output answers one yes-or-no question. Scores of the last layer
/// become probabilities by the logistic function 1 / (1 + e⁻ˣ).
/// </summary>
public abstract class BinaryNetwork : Network
{
    private readonly SampleLoss? _loss;

    /// <summary>Called by generated code.</summary>
    protected BinaryNetwork(NetworkArchitecture architecture, int seed, Device? device)
        : base(architecture, seed, device)
    {
    }

    /// <summary>Called by generated code for a network that is evaluated by another loss than cross-entropy.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="loss">The loss of a sample.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected BinaryNetwork(NetworkArchitecture architecture, SampleLoss loss, int seed, Device? device)
        : base(architecture, seed, device) => _loss = loss;

    internal sealed override int TargetLength => Architecture.OutputShape.Length;

    /// <summary>Answers the questions for one input. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <returns>A probability of yes for each output.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public float[] Predict(ReadOnlySpan<float> input)
    {
        CheckOneInput(input.Length, nameof(input));
        float[] probabilities = new float[TargetLength];
        Predict(input, probabilities);
        return probabilities;
    }

    /// <summary>Answers the questions for one input of bytes, which are scaled to 0..1 as data sets of bytes are. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <returns>A probability of yes for each output.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] Predict(ReadOnlySpan<byte> pixels)
    {
        float[] probabilities = new float[TargetLength];
        Score(pixels, probabilities);
        ScoreSigmoid.InPlace(probabilities);
        return probabilities;
    }

    /// <summary>Answers the questions for one or several inputs without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One input, or several one after another.</param>
    /// <param name="probabilities">Takes a probability of yes for each output of each input.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> probabilities)
    {
        Score(input, probabilities, nameof(probabilities));
        ScoreSigmoid.InPlace(probabilities);
    }

    /// <summary>
    /// Loss, accuracy, precision and recall over a data set; an answer counts as yes from a probability of 0.5. The loss is the plain
    /// mean cross-entropy; a network with Dice tells that.
    /// </summary>
    /// <param name="data">Samples with targets between 0 and 1; a target counts as yes from 0.5. A network with one output takes labels 0 and 1 as well.</param>
    /// <param name="batchSize">Samples that run together; results don't depend on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public BinaryResult Evaluate(Dataset data, int batchSize = 64, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, ranks: true, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        BinaryResult result = Evaluate(data, batchSize, threads, ranks: false, cancellationToken);
        return new ValidationScore(result.Loss, result.Accuracy);
    }

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (batch.Targets.Length != batch.Capacity * TargetLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} learns from targets of {Quantity.Of(TargetLength, "value")}, but those of the batch have {batch.Targets.Length / batch.Capacity}. {nameof(CreateBatch)} makes a batch that fits."), nameof(batch));
        ReadOnlySpan<float> targets = batch.Targets.AsSpan(0, batch.Count * TargetLength);
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not (>= 0 and <= 1))
                throw new ArgumentException(FormattableString.Invariant($"Sample {i / TargetLength} of the batch has the target {targets[i]}, but {Architecture.Name} learns from targets between 0 and 1."), nameof(batch));
        }
    }

    private BinaryResult Evaluate(Dataset data, int batchSize, int threads, bool ranks, CancellationToken cancellationToken)
    {
        var counts = new BinaryCounts(ranks, _loss);
        float[] target = new float[TargetLength];
        ScoreAll(data, batchSize, threads, cancellationToken, (sample, scores) =>
        {
            data.CopyAnswer(sample, target);
            counts.Add(target, scores);
        });
        return counts.ToResult();
    }
}
