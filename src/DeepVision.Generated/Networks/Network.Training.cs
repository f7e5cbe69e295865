using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

public abstract partial class Network
{
    private TrainingRun? _run;
    private int _isStepping;
    private bool _hasGradients;
    private float[] _statisticsBefore = [];
    private Optimizer? _optimizer;
    private OptimizerState? _optimizerState;

    /// <summary>
    /// The history of the training under way or, when none is, of the last one that began; null before the first. However
    /// a training ends, by an exception of a data set or a callback too, what was finished before is found here.
    /// </summary>
    public TrainingHistory? LastTraining { get; private set; }

    /// <summary>Makes an empty batch of the right sizes for this network.</summary>
    /// <param name="capacity">Samples at most, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1, or more than this network's activations have room for.</exception>
    /// <exception cref="NotSupportedException">The network ends in CustomLoss: it learns from gradients.</exception>
    public Batch CreateBatch(int capacity)
    {
        CheckLearnsFromData();
        DatasetCheck.BatchSize(this, capacity, LargestBatch, nameof(capacity));
        return MakeBatch(capacity);
    }

    /// <summary>
    /// Prepares the training that a Train method runs: checks the data set and the options, resumes from a checkpoint
    /// if asked to, and hands out one batch after the other. Dispose the run to train again.
    /// </summary>
    /// <param name="data">Samples to learn from.</param>
    /// <param name="options">Epochs, batch size, optimizer and so on; the defaults if null.</param>
    /// <param name="progress">Told a few times a second how far training has come; null for silence.</param>
    /// <param name="cancellationToken">Ends training between two steps; the network keeps what it has learned.</param>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network, options contradict each other, or the batch is too large.</exception>
    /// <exception cref="InvalidOperationException">The network is already being trained.</exception>
    /// <exception cref="WeightsFileException">The checkpoint to resume from can't be used, or none can be written to its place.</exception>
    /// <exception cref="NotSupportedException">The network ends in CustomLoss: it learns from gradients.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public TrainingRun BeginTraining(Dataset data, TrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckNotDisposed();
        CheckLearnsFromData();
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TrainingOptions();
        DatasetCheck.ForTraining(this, data, options);

        var run = new TrainingRun(this, data, options, progress, cancellationToken);
        if (Interlocked.CompareExchange(ref _run, run, null) is not null)
            throw new InvalidOperationException($"This {Architecture.Name} is already being trained. A network learns from one Train at a time; dispose the TrainingRun of a loop of your own before you begin the next.");

        try
        {
            BalanceClasses(data);
            run.Start();
            LastTraining = run.History;
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs a batch forward and backward in training mode without changing the weights, for a look at the gradients:
    /// <see cref="GetGradient"/>. Running statistics (batch normalisation) move as in training.
    /// </summary>
    /// <param name="batch">Samples, with their labels or targets.</param>
    /// <returns>The mean loss and the number of correct samples.</returns>
    /// <exception cref="ArgumentException">The batch doesn't fit the network.</exception>
    /// <exception cref="NotSupportedException">The network ends in CustomLoss: it learns from gradients.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training the network or replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public StepResult ComputeGradients(Batch batch)
    {
        CheckNotDisposed();
        CheckLearnsFromData();
        CheckBatch(batch);
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            return RunBackward(batch, ResolveThreads(_run?.Threads ?? Threads));
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>
    /// The gradient of the mean loss of the last batch in one tensor, in the order of <see cref="ParameterTensor.Shape"/>,
    /// as <see cref="ComputeGradients"/> left it. Behind a training step it may be clipped or hold penalties, depending on the device.
    /// </summary>
    /// <param name="tensorName">Name as in <see cref="ParameterTensor.Name"/>, for example <c>conv2d_1.weight</c>.</param>
    /// <exception cref="ArgumentException">No trainable tensor has this name.</exception>
    /// <exception cref="InvalidOperationException">There are no gradients yet, or another thread is training the network.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] GetGradient(string tensorName)
    {
        CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(tensorName);
        ParameterTensor tensor = Architecture.Parameters.FirstOrDefault(candidate => candidate.IsTrainable && candidate.Name == tensorName)
            ?? throw new ArgumentException($"{Architecture.Name} has no trainable tensor \"{tensorName}\". There are {string.Join(", ", Architecture.Parameters.Where(candidate => candidate.IsTrainable).Select(candidate => candidate.Name))}.", nameof(tensorName));
        if (!_hasGradients)
            throw new InvalidOperationException("There are no gradients yet: call ComputeGradients first.");

        float[] logical = new float[tensor.Layout.Count];
        // The engine may have to finish the sums first, which no step must come between.
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            tensor.Layout.Unpack(Engine.Gradients.Slice(tensor.Offset, tensor.Layout.PackedLength), logical);
            return logical;
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>
    /// One training step: gradients of the batch, then one update of all weights. What the optimizer remembers belongs
    /// to this network and lasts as long as the same optimizer instance is given; another instance begins anew.
    /// </summary>
    /// <param name="batch">Samples, with their labels or targets.</param>
    /// <param name="optimizer">Gives the update rule and the learning rate.</param>
    /// <returns>The mean loss and the number of correct samples before the update.</returns>
    /// <exception cref="ArgumentException">The batch doesn't fit the network.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss, a gradient or a running statistic is not a finite number; weights and statistics are as before the step. Or the
    /// update would have made a weight infinite; that weight is as before the step. On a device that queues its steps this shows
    /// a few steps later, or when the result is read; the steps between have changed nothing and don't count.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is training the network or replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    protected StepResult Step(Batch batch, Optimizer optimizer)
    {
        CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(optimizer);
        CheckBatch(batch);
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            CheckNotDiverged();
            KeepStatistics();
            return optimizer is LBFGS lineSearch ? TakeLineSearchStep(batch, lineSearch) : TakeStep(batch, optimizer, hasGradients: false);
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>Updates all weights from the gradients of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="optimizer">Gives the update rule and the learning rate.</param>
    /// <param name="hasGradients">Whether its gradients are there; then nobody knows the loss.</param>
    private protected StepResult TakeStep(Batch batch, Optimizer optimizer, bool hasGradients)
    {
        TrainingRun? run = _run;
        int threads = ResolveThreads(run?.Threads ?? Threads);
        OptimizerState state = GetOptimizerState(optimizer);
        float rate = optimizer.LearningRate.GetRate(run?.Position ?? new SchedulePosition(state.Step, 0, 0));

        // A device that queues its steps leaves the update out by itself; the result says so when it is read.
        long stepsBefore = state.Step;
        bool isTaken = false;
        try
        {
            StepResult result = hasGradients ? new StepResult(0, 0, batch.Count) : RunBackward(batch, threads);
            UpdateFault fault = Engine.QueuesSteps ? default : FindFault();
            if (Engine.QueuesSteps || (float.IsFinite(result.Loss) && fault.Kind == UpdateFaultKind.None))
            {
                state.Step++;
                fault = Engine.Update(optimizer, state, rate, run?.ClipNorm ?? 0, threads);
                if (fault.Kind == UpdateFaultKind.None)
                {
                    StepsTaken++;
                    isTaken = true;
                    return result;
                }
            }

            throw DivergenceCause.Explain(
                new StepDivergence(StepsTaken, result.Loss, rate, DivergenceCause.Inspect(batch, this), fault), this, batch);
        }
        finally
        {
            if (!isTaken)
            {
                state.Step = stepsBefore;
                if (!Engine.QueuesSteps)
                    RestoreStatistics();
            }
        }
    }

    /// <summary>Throws if an engine that queues its steps has found that training diverged.</summary>
    private protected void CheckNotDiverged()
    {
        if (Engine.HasDiverged)
            throw Diverged();
    }

    /// <summary>Throws unless the network can learn from batches of a data set.</summary>
    private protected virtual void CheckLearnsFromData()
    {
    }

    /// <summary>Says that the engine has gradients.</summary>
    private protected void MarkGradients() => _hasGradients = true;

    /// <summary>Samples that one step can learn from.</summary>
    internal int LargestBatch =>
        Math.Min(Engine.LargestBatch, Batch.Limit(Architecture.InputLength, Architecture.Heads.Count == 0 ? Math.Max(TargetLength, LabelLength) : Architecture.OutputLength));

    private protected virtual Batch MakeBatch(int capacity) => new(capacity, Architecture.InputShape.Length, TargetLength, LabelLength);

    /// <summary>How often each class of a head occurs in a data set.</summary>
    private protected virtual long[] CountClasses(Dataset data, int head) => throw new NotSupportedException("The network has no classes.");

    /// <summary>Checks what the loss needs to know of a batch: labels in range, or targets.</summary>
    private protected abstract void CheckAnswers(Batch batch);

    /// <summary>Loss and accuracy of a data set, for the validation at the end of an epoch.</summary>
    internal abstract ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken);

    /// <summary>What the optimizer remembers of this network; made anew for an optimizer that isn't the last one.</summary>
    internal OptimizerState GetOptimizerState(Optimizer optimizer)
    {
        if (_optimizerState is null || _optimizer != optimizer)
            SetOptimizerState(optimizer, new OptimizerState(optimizer, Architecture.TrainableLength));
        return _optimizerState!;
    }

    internal void SetOptimizerState(Optimizer optimizer, OptimizerState state) => (_optimizer, _optimizerState) = (optimizer, state);

    /// <summary>Takes over what a checkpoint says; the caller has written the parameters.</summary>
    internal void Resume(int seed, long stepsTaken) => (Seed, StepsTaken) = (seed, stepsTaken);

    internal void EndRun(TrainingRun run) => Interlocked.CompareExchange(ref _run, null, run);

    internal bool IsStepDone(long ticket)
    {
        using EngineUse use = UseEngine();
        return Engine.IsStepDone(ticket);
    }

    /// <summary>Waits for a step that the engine has queued.</summary>
    /// <exception cref="TrainingDivergedException">Its update was left out.</exception>
    internal StepOutcome ReadStep(long ticket)
    {
        using EngineUse use = UseEngine();
        StepOutcome outcome = Engine.ReadStep(ticket);
        return outcome.IsLeftOut ? throw Diverged() : outcome;
    }

    /// <summary>Goes back to the step whose loss was not finite; those behind it have changed nothing.</summary>
    private TrainingDivergedException Diverged()
    {
        bool isNews = Engine.HasDiverged;
        StepDivergence divergence = Engine.EndDivergence();
        if (isNews)
        {
            if (_optimizerState is { } state)
                state.Step = Math.Max(0, state.Step - (StepsTaken - divergence.Step));
            StepsTaken = divergence.Step;
        }

        Download();
        return DivergenceCause.Explain(divergence, this);
    }

    /// <summary>What layers keep beside the weights moves with the forward pass, before anybody knows whether the step goes well.</summary>
    private protected void KeepStatistics()
    {
        // A device that queues its steps keeps them by itself.
        if (Engine.QueuesSteps)
            return;
        ReadOnlySpan<float> statistics = Statistics;
        if (_statisticsBefore.Length != statistics.Length)
            _statisticsBefore = new float[statistics.Length];
        statistics.CopyTo(_statisticsBefore);
    }

    private protected UpdateFault FindFault()
    {
        int place = FiniteValues.FindOther(Statistics);
        return place < 0 ? default : new UpdateFault(UpdateFaultKind.Statistics, Architecture.TrainableLength + place);
    }

    private protected void RestoreStatistics()
    {
        _statisticsBefore.CopyTo(Statistics);
        Parameters.MarkChanged();
    }

    private Span<float> Statistics => Parameters.Values.Slice(Architecture.TrainableLength, Architecture.StatisticsLength);

    /// <summary>
    /// Gives the classes of the heads that ask for it their weights: n / (k · count) for k classes that occur among n samples, so that all
    /// of them together count alike (King and Zeng 2001; scikit-learn's 'balanced'). A class that doesn't occur has the weight 1.
    /// </summary>
    private void BalanceClasses(Dataset data)
    {
        foreach (int head in Architecture.BalancedHeads)
        {
            long[] counts = CountClasses(data, head);
            double samples = counts.Sum(), classes = counts.Count(count => count > 0);
            float[] weights = [.. counts.Select(count => count == 0 ? 1 : (float)(samples / (classes * count)))];
            using EngineUse use = UseEngine();
            Engine.SetClassWeights(head, weights);
        }
    }

    private StepResult RunBackward(Batch batch, int threads)
    {
        StepResult result = Engine.ComputeGradients(batch, new StepContext(Seed, StepsTaken, threads));
        MarkGradients();
        return result;
    }

    private void CheckBatch(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int inputLength = Architecture.InputShape.Length;
        if (batch.Inputs.Length != batch.Capacity * inputLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} takes inputs of {Architecture.InputShape} = {Quantity.Of(inputLength, "value")}, but those of the batch have {batch.Inputs.Length / batch.Capacity}. {nameof(CreateBatch)} makes a batch that fits."), nameof(batch));
        if (batch.Count < 1)
            throw new ArgumentException($"The batch is empty: set {nameof(Batch)}.{nameof(Batch.Count)} or call {nameof(Batch)}.{nameof(Batch.Fill)}.", nameof(batch));
        if (batch.Count == 1 && BatchNormCheck.OverVectors(Architecture) is { } layer)
            throw new ArgumentException(BatchNormCheck.Describe(layer, "the batch has 1") + " Give the batch two or more.", nameof(batch));
        CheckAnswers(batch);
        Tokens.Check(batch);
    }

    /// <summary>Lets one step, or one who replaces weights, follow the other.</summary>
    internal void EnterStep()
    {
        if (Interlocked.Exchange(ref _isStepping, 1) != 0)
            throw new InvalidOperationException($"Another thread is training this {Architecture.Name} or replacing its weights. Such calls must follow one another.");
    }

    internal void LeaveStep() => Volatile.Write(ref _isStepping, 0);
}
