using System.Buffers;
using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network that ends in SoftmaxCrossEntropy or another loss for classes: it tells which of several classes an input belongs to. Scores of the
/// last layer become probabilities by softmax.
/// </summary>
public abstract class ClassificationNetwork : Network
{
    private readonly SampleLoss? _loss;

    /// <summary>Called by generated code.</summary>
    protected ClassificationNetwork(NetworkArchitecture architecture, int seed, Device? device)
        : base(architecture, seed, device)
    {
    }

    /// <summary>Called by generated code for a network that learns from a probability for each class.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="loss">The loss by which it is evaluated.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected ClassificationNetwork(NetworkArchitecture architecture, SampleLoss loss, int seed, Device? device)
        : base(architecture, seed, device) => _loss = loss;

    /// <summary>Number of classes; labels are 0 to <c>ClassCount - 1</c>.</summary>
    public int ClassCount => Architecture.OutputShape.Length;

    /// <summary>Whether it learns from targets with a probability for each class; data sets with labels serve too. Else it learns from labels alone.</summary>
    public bool HasSoftTargets => _loss is not null;

    internal sealed override int TargetLength => HasSoftTargets ? ClassCount : 0;

    internal sealed override bool ReportsAccuracy => true;

    /// <summary>Classifies one input. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, for images usually 0..1, in the order (height, width, channels).</param>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public Prediction Predict(ReadOnlySpan<float> input)
    {
        CheckOneInput(input.Length, nameof(input));
        float[] probabilities = new float[ClassCount];
        Predict(input, probabilities);
        return new Prediction(probabilities);
    }

    /// <summary>Classifies one input of bytes, which are scaled to 0..1 as data sets of bytes are. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public Prediction Predict(ReadOnlySpan<byte> pixels)
    {
        float[] probabilities = new float[ClassCount];
        Score(pixels, probabilities);
        ScoreSoftmax.InPlace(probabilities);
        return new Prediction(probabilities);
    }

    /// <summary>Classifies one or several inputs without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One input, or several one after another.</param>
    /// <param name="probabilities">Takes <see cref="ClassCount"/> probabilities for each input.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> probabilities)
    {
        Score(input, probabilities, nameof(probabilities));
        for (int start = 0; start < probabilities.Length; start += ClassCount)
            ScoreSoftmax.InPlace(probabilities.Slice(start, ClassCount));
    }

    /// <summary>
    /// The gradient of the score of one class by the input: which pixels speak for the class, and which against it (a saliency map,
    /// Simonyan et al. 2014, arXiv:1312.6034). The score is that before softmax. Safe to call from several threads at once.
    /// </summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <param name="label">The class, 0 to <c>ClassCount - 1</c>.</param>
    /// <returns>As many values as the input has, in the same order.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] ComputeInputGradient(ReadOnlySpan<float> input, int label)
    {
        CheckOneInput(input.Length, nameof(input));
        float[] gradient = new float[input.Length];
        ComputeInputGradient(input, label, gradient);
        return gradient;
    }

    /// <summary>The same without allocating: the gradient of the score of one class by the input. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <param name="label">The class, 0 to <c>ClassCount - 1</c>.</param>
    /// <param name="inputGradient">Receives as many values as the input has, in the same order.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void ComputeInputGradient(ReadOnlySpan<float> input, int label, Span<float> inputGradient)
    {
        CheckOneInput(input.Length, nameof(input));
        if ((uint)label >= (uint)ClassCount)
            throw new ArgumentOutOfRangeException(nameof(label), label, FormattableString.Invariant($"{Architecture.Name} has {Quantity.OfClasses(ClassCount)}, numbered 0 to {ClassCount - 1}."));
        float[] scoreGradient = ArrayPool<float>.Shared.Rent(ClassCount);
        try
        {
            scoreGradient.AsSpan(0, ClassCount).Clear();
            scoreGradient[label] = 1;
            ComputeInputGradient(input, scoreGradient.AsSpan(0, ClassCount), inputGradient);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scoreGradient);
        }
    }

    /// <summary>
    /// Loss, accuracy and confusion matrix over a data set. The loss is the plain mean cross-entropy: class weights and
    /// label smoothing shape training only. A network with KLDivergence tells that. Of targets with a probability for each class the largest is the right class.
    /// </summary>
    /// <param name="data">Samples with labels or, where the network learns from them, with a probability for each class.</param>
    /// <param name="batchSize">Samples that run together; results don't depend on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public ClassificationResult Evaluate(Dataset data, int batchSize = 64, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        ClassificationResult result = Evaluate(data, batchSize, threads, cancellationToken);
        return new ValidationScore(result.Loss, result.Accuracy);
    }

    private protected sealed override Batch MakeBatch(int capacity) => new(capacity, Architecture.InputShape.Length, TargetLength) { TakesOneHot = HasSoftTargets };

    private protected sealed override long[] CountClasses(Dataset data, int head)
    {
        long[] counts = new long[ClassCount];
        for (int i = 0; i < data.Count; i++)
        {
            // What is no class is refused when its batch comes.
            if (data.GetLabel(i) is var label && (uint)label < (uint)counts.Length)
                counts[label]++;
        }

        return counts;
    }

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (HasSoftTargets)
        {
            CheckTargets(batch);
            return;
        }

        if (batch.Labels.Length != batch.Capacity)
            throw new ArgumentException($"{Architecture.Name} learns from labels, but the batch was made for targets. {nameof(CreateBatch)} makes a batch that fits.", nameof(batch));
        for (int i = 0; i < batch.Count; i++)
        {
            if ((uint)batch.Labels[i] >= (uint)ClassCount)
                throw new ArgumentException(FormattableString.Invariant($"Sample {i} of the batch has the label {batch.Labels[i]}, but {Architecture.Name} has {Quantity.OfClasses(ClassCount)}, numbered 0 to {ClassCount - 1}."), nameof(batch));
        }
    }

    private void CheckTargets(Batch batch)
    {
        if (batch.Targets.Length != batch.Capacity * TargetLength)
            throw new ArgumentException($"{Architecture.Name} learns from targets with a probability for each of {Quantity.OfClasses(ClassCount)}, but the batch was made for {(batch.Targets.Length == 0 ? "labels" : "others")}. {nameof(CreateBatch)} makes a batch that fits.", nameof(batch));
        for (int i = 0; i < batch.Count; i++)
        {
            if (ProbabilityCheck.WhyNot(batch.Targets.AsSpan(i * TargetLength, TargetLength)) is { } reason)
                throw new ArgumentException(ProbabilityCheck.Describe(FormattableString.Invariant($"Sample {i} of the batch"), reason), nameof(batch));
        }
    }

    private ClassificationResult Evaluate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        var counts = new ClassificationCounts(ClassCount);
        if (_loss is null)
        {
            ScoreAll(data, batchSize, threads, cancellationToken, (sample, scores) => counts.Add(data.GetLabel(sample), scores));
            return counts.ToResult();
        }

        float[] target = new float[TargetLength];
        ScoreAll(data, batchSize, threads, cancellationToken, (sample, scores) =>
        {
            data.CopyAnswer(sample, target);
            counts.Add(target, scores, _loss);
        });
        return counts.ToResult();
    }
}
