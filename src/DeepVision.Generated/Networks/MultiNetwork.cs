using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network with several inputs, or with several heads that predict. Its generated class has a <c>Predict</c> with a parameter for each
/// input and, where there are several heads, results with a member for each.
/// </summary>
public abstract class MultiNetwork : Network
{
    private readonly Func<double, double, double>?[] _losses;
    private readonly SampleLoss?[] _sampleLosses;

    /// <summary>Called by generated code.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="losses">For each head the loss of one value, by what the head gives and by the target; null for those that aren't for numbers.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected MultiNetwork(NetworkArchitecture architecture, Func<double, double, double>?[] losses, int seed, Device? device)
        : this(architecture, losses, new SampleLoss?[losses.Length], seed, device)
    {
    }

    /// <summary>Called by generated code where some heads have losses that need all values of a sample.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="losses">For each head the loss of one value, by what the head gives and by the target; null for those that aren't for numbers.</param>
    /// <param name="sampleLosses">For each head the loss of one sample; null for those that have none.</param>
    /// <param name="seed">Fixes the initial weights, the order of the samples and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected MultiNetwork(NetworkArchitecture architecture, Func<double, double, double>?[] losses, SampleLoss?[] sampleLosses, int seed, Device? device)
        : base(architecture, seed, device) => (_losses, _sampleLosses) = (losses, sampleLosses);

    internal sealed override int TargetLength => Heads[0].TargetLength;

    /// <summary>Whether steps report how many samples were right: with several heads that would be right at one of them.</summary>
    internal sealed override bool ReportsAccuracy => Heads is [{ Kind: HeadKind.Classification or HeadKind.Segmentation }];

    internal sealed override int LabelLength => Heads[0].LabelLength;

    /// <summary>Whether there are several heads, of each of which the engine keeps the loss of a step.</summary>
    internal bool KeepsHeadLosses => Heads.Count > 1 && !Engine.QueuesSteps;

    private IReadOnlyList<HeadInfo> Heads => Architecture.Heads;

    /// <summary>
    /// The mean loss of one head over the batch of the last step, without its weight. The loss that the step reports is the sum over all
    /// heads, each times its weight.
    /// </summary>
    /// <param name="head">The head's name.</param>
    /// <exception cref="ArgumentException">There is no such head.</exception>
    /// <exception cref="InvalidOperationException">There was no step yet, or another thread is training the network.</exception>
    /// <exception cref="NotSupportedException">The network runs on a device that keeps the sum alone.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float GetHeadLoss(string head)
    {
        CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(head);
        for (int number = 0; number < Heads.Count; number++)
        {
            if (Heads[number].Name == head)
                return GetHeadLoss(number);
        }

        throw new ArgumentException($"{Architecture.Name} has no head \"{head}\". Its heads are {string.Join(", ", Heads.Select(info => info.Name))}.", nameof(head));
    }

    /// <summary>Begins a prediction. Called by generated code.</summary>
    /// <param name="input">The network's own input of one sample, or of several one after another.</param>
    /// <param name="isOne">Whether it must be one sample: of sequences that differ in length, one that is as long as it is.</param>
    /// <exception cref="ArgumentException">The number of values is none of a whole number of samples or, of one sequence, of steps.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    protected PredictionPass BeginPrediction(ReadOnlySpan<float> input, bool isOne = false)
    {
        CheckNotDisposed();
        if (isOne && Architecture.LengthsInput > 0)
            return PredictionPass.OfSequence(this, input);
        int length = Architecture.InputShape.Length, samples = isOne ? 1 : input.Length / length;
        if (samples == 0 || input.Length != samples * length)
            throw PredictionPass.WrongLength(Architecture, Architecture.Inputs.First(), Math.Max(1, samples), input.Length);
        PredictionPass pass = new(this, samples);
        pass.SetInput(0, input);
        return pass;
    }

    /// <summary>Evaluates all heads over a data set. Called by generated code.</summary>
    /// <param name="data">Samples with all inputs, labels and targets.</param>
    /// <param name="batchSize">Samples that run together; results don't depend on it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or more than one array has room for.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    protected HeadResults EvaluateHeads(Dataset data, int batchSize, CancellationToken cancellationToken)
    {
        CheckNotDisposed();
        DatasetCheck.Fits(this, data, nameof(data));
        return Evaluate(data, batchSize, Threads, ranks: true, cancellationToken);
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken)
    {
        HeadResults results = Evaluate(data, batchSize, threads, ranks: false, cancellationToken);
        return new ValidationScore(results.Loss, Heads switch
        {
            [{ Kind: HeadKind.Classification }] => results.Classification(0).Accuracy,
            [{ Kind: HeadKind.Segmentation }] => results.Segmentation(0).Accuracy,
            [{ Kind: HeadKind.Binary }] => results.Binary(0).Accuracy,
            _ => null,
        });
    }

    /// <summary>Runs samples forward; all inputs of one sample lie one behind the other, and so do the scores of all heads.</summary>
    internal void Score(ReadOnlySpan<float> inputs, int count, Span<float> scores)
    {
        Tokens.Check(inputs, count, 0, "", null);
        using (UseEngine())
            Engine.Forward(inputs, count, scores, ResolveThreads(Threads));
    }

    private protected sealed override Batch MakeBatch(int capacity) => new(capacity, [.. Architecture.Inputs], Heads);

    private protected sealed override void CheckAnswers(Batch batch)
    {
        if (!batch.Fits(Architecture))
        {
            string inputs = string.Join(", ", Architecture.Inputs);
            string heads = string.Join(", ", Heads.Select(head => $"{(head.TargetLength == 0 ? "labels" : "targets")}{(head.Name.Length == 0 ? "" : " for " + head.Name)} ({head.Shape})"));
            throw new ArgumentException($"{Architecture.Name} reads {inputs} and learns from {heads}, but the batch was made for another network. {nameof(CreateBatch)} makes a batch that fits.", nameof(batch));
        }

        SequenceLengths.Check(Architecture, batch, nameof(batch));
        for (int number = 0; number < Heads.Count; number++)
        {
            HeadInfo head = Heads[number];
            for (int i = 0; head.Kind == HeadKind.Segmentation && i < batch.Count; i++)
                HeadCheck.LabelMap(head, batch.LabelsOf(number).AsSpan(i * head.LabelLength, SequenceLengths.LabelsOf(head, SequenceLengths.Of(Architecture, batch, i))), i, "batch", nameof(batch));
            for (int i = 0; head is { Kind: HeadKind.Classification, TargetLength: 0 } && i < batch.Count; i++)
                HeadCheck.Label(head, batch.LabelsOf(number)[i], i, "batch", nameof(batch));
            for (int i = 0; head.SoftTargets && i < batch.Count; i++)
                HeadCheck.Probabilities(head, batch.TargetsOf(number).AsSpan(i * head.TargetLength, head.TargetLength), i, "batch", nameof(batch));
            for (int i = 0; head.Kind == HeadKind.Binary && i < batch.Count; i++)
                HeadCheck.Answers(head, batch.TargetsOf(number).AsSpan(i * head.TargetLength, SequenceLengths.TargetValuesOf(head, SequenceLengths.Of(Architecture, batch, i))), i, "batch", nameof(batch));
        }
    }

    private protected sealed override long[] CountClasses(Dataset data, int head)
    {
        HeadInfo info = Heads[head];
        string answers = data.FindAnswers(info, head)!.Name;
        long[] counts = new long[info.Kind == HeadKind.Segmentation ? info.Shape.Channels : info.Shape.Length];
        int[] labels = new int[info.LabelLength];
        Span<float> length = [labels.Length];
        for (int i = 0; i < data.Count; i++)
        {
            if (info.Kind == HeadKind.Segmentation)
                data.CopyLabels(i, labels);
            else
                labels[0] = data.LabelOf(answers, i);
            if (info.HasLengths)
                data.CopyInput(InputInfo.Lengths, i, length);
            foreach (int label in labels.AsSpan(0, (int)length[0]))
            {
                // What is no class is ignored, or refused when its batch comes.
                if (label != info.IgnoredLabel && (uint)label < (uint)counts.Length)
                    counts[label]++;
            }
        }

        return counts;
    }

    private HeadResults Evaluate(Dataset data, int batchSize, int threads, bool ranks, CancellationToken cancellationToken)
    {
        int inputLength = Architecture.InputLength, outputLength = Architecture.OutputLength;
        int capacity = DatasetCheck.EvaluationBatchSize(this, data, batchSize, nameof(batchSize));
        using InputFeed feed = FeedOf(data, capacity);
        float[] scores = new float[capacity * outputLength];
        HeadMeasure[] measures = [.. Heads.Select((head, number) => new HeadMeasure(head, _losses[number], _sampleLosses[number], data, number, ranks))];
        for (int start = 0; start < data.Count; start += capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(capacity, data.Count - start);
            ReadOnlySpan<float> inputs = feed.Next(count, cancellationToken);
            Tokens.Check(inputs, count, start, " of the data set", nameof(data));
            using (UseEngine())
                Engine.Forward(inputs, count, scores.AsSpan(0, count * outputLength), ResolveThreads(threads));
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> ofSample = scores.AsSpan(i * outputLength, outputLength);
                int length = SequenceLengths.Of(Architecture, inputs[(i * inputLength)..]);
                foreach (HeadMeasure measure in measures)
                {
                    measure.Add(start + i, ofSample[..measure.Length], length);
                    ofSample = ofSample[measure.Length..];
                }
            }
        }

        return new HeadResults(Heads, [.. measures.Select(measure => measure.ToResult())]);
    }

    /// <inheritdoc/>
    internal override void CopyInputs(Dataset data, int sample, Span<float> destination)
    {
        data.CopyInput(sample, destination);
        destination = destination[Architecture.InputShape.Length..];
        foreach (InputInfo input in Architecture.FurtherInputs)
        {
            data.CopyInput(input.Name, sample, destination);
            destination = destination[input.Shape.Length..];
        }
    }

    internal float GetHeadLoss(int number)
    {
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            return Engine.GetHeadLoss(number);
        }
        finally
        {
            LeaveStep();
        }
    }
}
