using System.Diagnostics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// One training of one network: hands out batches in the right order and does everything that comes between the steps
/// (progress, validation, early stopping, checkpoints). Made by <see cref="Network.BeginTraining"/>; generated Train
/// methods and loops of one's own use it alike:
/// <code>
/// using TrainingRun run = net.BeginTraining(data, options);
/// while (run.NextEpoch())
/// {
///     while (run.NextBatch())
///         run.Report(net.TrainStep(run.Batch, run.Optimizer));
///     run.EndEpoch();
/// }
/// </code>
/// </summary>
/// <remarks>Belongs to one thread. Steps allocate nothing; progress objects are made only when they are reported.</remarks>
public sealed partial class TrainingRun : IDisposable
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Network _network;
    private readonly Dataset _data;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly EpochMeter _meter = new();
    private readonly EarlyStoppingState? _stopping;
    private readonly HeadLossMeter? _headLosses;
    private readonly BestEpoch? _bestEpoch;
    private readonly FinishedStep? _finishedStep;
    private readonly bool _validatesAverages;
    private SampleOrder? _order;
    private Batch? _batch;
    private BatchLoader? _loader;
    private Dataset _epochData;
    private int _finishedEpochs;
    private int _batches;
    private long _lastReport;
    private long _start;
    private bool _isAskedToStop;
    private bool _isInEpoch;
    private bool _isDisposed;

    internal TrainingRun(Network network, Dataset data, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _network = network;
        _data = _epochData = data;
        _options = options;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _validatesAverages = options is { ValidateAverages: true, Optimizer.AverageDecay: > 0 }
            && options is not { Validation: null, Measure: null, EarlyStopping: null, BestWeights: null };
        _stopping = options.EarlyStopping is { } stopping ? new EarlyStoppingState(stopping, _validatesAverages) : null;
        _bestEpoch = options.BestWeights is { } weights ? new BestEpoch(weights.Monitor, minDelta: 0) : null;
        _finishedStep = options.OnStep is null ? null : new FinishedStep(this);
        StepsPerEpoch = (int)(((long)data.Count + options.BatchSize - 1) / options.BatchSize);
        Metric best = options.EarlyStopping?.Monitor ?? options.BestWeights?.Monitor ?? (options.Validation is null ? Metric.TrainingLoss : Metric.ValidationLoss);
        _headLosses = HeadLossMeter.For(network);
        History = new TrainingHistory(best, options.EarlyStopping?.MinDelta ?? 0);
    }

    /// <summary>
    /// The batch to learn from, filled by <see cref="NextBatch"/>. The same object at every step; where samples are loaded ahead its arrays
    /// are others.
    /// </summary>
    /// <exception cref="InvalidOperationException">The run hasn't started.</exception>
    public Batch Batch => _batch ?? throw new InvalidOperationException("The run hasn't started.");

    /// <summary>The optimizer of the options.</summary>
    public Optimizer Optimizer => _options.Optimizer;

    /// <summary>The epochs so far; complete when <see cref="NextEpoch"/> has returned false.</summary>
    public TrainingHistory History { get; }

    /// <summary>Steps of one epoch, that with the smaller last batch included.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The epoch under way or, between epochs, the one to come, from 1.</summary>
    public int Epoch => _finishedEpochs + 1;

    internal Network Network => _network;

    internal int Threads => _options.Threads;

    internal float ClipNorm => _options.ClipNorm;

    /// <summary>Threads that fill batches ahead; 0 to fill each when its step comes.</summary>
    internal int LoadingThreads(Dataset data) => SampleLoader.ThreadsFor(data, _options.LoadingThreads);

    /// <summary>Number of the batch handed out last in its epoch, from 1.</summary>
    internal int StepInEpoch => _batches;

    /// <summary>The learning rate of the batch handed out last.</summary>
    internal float LearningRate => Optimizer.LearningRate.GetRate(Position);

    /// <summary>Where the batch handed out last stands in the run.</summary>
    internal SchedulePosition Position =>
        new((long)_finishedEpochs * StepsPerEpoch + Math.Max(0, _batches - 1), StepsPerEpoch, (long)_options.Epochs * StepsPerEpoch) { History = History.Epochs };

    private bool HasEnded => History.StoppedBy != StopReason.StillRunning;

    /// <summary>Begins the next epoch.</summary>
    /// <returns>False when training has ended: <see cref="TrainingHistory.StoppedBy"/> tells why.</returns>
    /// <exception cref="InvalidOperationException">The epoch before was not ended by <see cref="EndEpoch"/>.</exception>
    /// <exception cref="ObjectDisposedException">The run is disposed.</exception>
    public bool NextEpoch()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isInEpoch)
            throw new InvalidOperationException("The epoch is still under way: call EndEpoch when NextBatch has returned false.");
        if (!HasEnded && FindInterruption() is var reason and not StopReason.StillRunning)
            End(reason);
        if (HasEnded)
            return false;

        _epochData = _data.InEpoch(_finishedEpochs);
        _order!.Begin(_finishedEpochs);
        _loader?.Begin(_epochData, _order.Indices);
        _batches = 0;
        _isInEpoch = true;
        _meter.BeginEpoch();
        _headLosses?.Begin();
        return true;
    }

    /// <summary>Fills <see cref="Batch"/> with the next samples of the epoch.</summary>
    /// <returns>False when the epoch has no more samples, or training was cancelled, stopped by a callback, or is out of time.</returns>
    /// <exception cref="InvalidOperationException">No epoch is under way.</exception>
    /// <exception cref="ObjectDisposedException">The run is disposed.</exception>
    public bool NextBatch()
    {
        CheckInEpoch();
        if (HasEnded || _batches == StepsPerEpoch)
            return false;
        StopReason reason = FindInterruption();
        if (reason == StopReason.StillRunning && !FillBatch())
            reason = StopReason.Cancelled;
        if (reason != StopReason.StillRunning)
        {
            _meter.ReadAll();
            End(reason);
            return false;
        }

        _batches++;
        return true;
    }

    /// <summary>Takes note of a step, calls <see cref="TrainingOptions.OnStep"/>, and now and then tells the listener.</summary>
    /// <param name="result">What TrainStep returned.</param>
    /// <exception cref="InvalidOperationException">No epoch is under way.</exception>
    /// <exception cref="TrainingDivergedException">This step, or one before whose report came late, has diverged.</exception>
    /// <exception cref="ObjectDisposedException">The run is disposed.</exception>
    public void Report(StepResult result)
    {
        CheckInEpoch();
        _meter.Add(result);
        _headLosses?.Add(result.Count);
        if (_finishedStep is not null)
        {
            _finishedStep.Result = result;
            _options.OnStep!(_finishedStep);
        }

        if (_progress is not null && Stopwatch.GetElapsedTime(_lastReport) >= ReportInterval)
            Tell(null, null);
    }

    /// <summary>
    /// Ends the epoch: validates, adds to the history, writes a checkpoint when it is time, calls <see cref="TrainingOptions.OnEpoch"/>,
    /// and stops early if that was asked for. An epoch that was cancelled leaves no trace but what the network has learned.
    /// </summary>
    /// <exception cref="InvalidOperationException">No epoch is under way.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A step whose report was still under way has diverged, or the validation loss is not a finite number. The epoch is in the
    /// history then, but early stopping doesn't count it; training can go on.
    /// </exception>
    /// <exception cref="CheckpointException">The checkpoint can't be written; training can go on.</exception>
    /// <exception cref="ObjectDisposedException">The run is disposed.</exception>
    public void EndEpoch()
    {
        CheckInEpoch();
        _isInEpoch = false;
        if (HasEnded)
            return;

        _meter.ReadAll();
        _meter.EndSteps();
        double samplesPerSecond = _meter.SamplesPerSecond;
        if (FinishEpoch(samplesPerSecond) is not { } result)
        {
            End(StopReason.Cancelled);
            return;
        }

        try
        {
            // First, so that the listener finds them, and an exception of the listener doesn't cost them.
            WriteBestWeights(result);
            bool isWritten = WriteCheckpoint();
            Tell(result, null);
            _options.OnEpoch?.Invoke(new FinishedEpoch(this, result));
            if (!isWritten)
                WriteCheckpoint();
        }
        finally
        {
            EndIfDone();
        }

        if (result.ValidationLoss is { } loss && !double.IsFinite(loss))
            throw DivergenceCause.ExplainValidation(_options.Validation!, loss, result.Epoch, _network);
    }

    /// <summary>Lets the network be trained again. What it has learned stays.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _loader?.Dispose();
        if (!HasEnded)
            History.StoppedBy = StopReason.Interrupted;
        _network.EndRun(this);
    }

    /// <summary>Lets training end behind the step or the epoch that is under way.</summary>
    internal void Stop() => _isAskedToStop = true;

    /// <summary>Makes what the loop needs and resumes from a checkpoint; called once the network belongs to this run.</summary>
    internal void Start()
    {
        _start = _options.Clock.GetTimestamp();
        _batch = _network.CreateBatch(Math.Min(_options.BatchSize, _data.Count));
        if (_options.Checkpoint is { Path: var path })
            SafetensorsFile.CheckWritable(path);
        if (_options.BestWeights is { } bestWeights)
            SafetensorsFile.CheckWritable(bestWeights.Path);
        if (_options.Checkpoint is { Resume: true } checkpoint && File.Exists(checkpoint.Path))
            Resume(checkpoint.Path);
        EndIfDone();

        // Only now, because a checkpoint brings its network's seed.
        _order = new SampleOrder(_data.Count, _options.Seed ?? _network.Seed, _options.Shuffle);
        if (LoadingThreads(_data) is > 0 and int threads && !HasEnded)
            _loader = new BatchLoader(() => _network.CreateBatch(Batch.Capacity), Batch.Capacity, threads);

        if (BuildCheck.Warning(_network.GetType().Assembly) is { } warning)
        {
            Trace.TraceWarning(warning);
            Tell(null, warning);
        }
    }

    /// <summary>Fills the batch with the next samples, or waits for those who do; false if training was cancelled meanwhile.</summary>
    private bool FillBatch()
    {
        int start = _batches * _options.BatchSize;
        int count = Math.Min(_options.BatchSize, _data.Count - start);
        if (_loader is not null)
            return _loader.TryTake(Batch, count, _cancellationToken);
        Batch.Fill(_epochData, _order!.Indices.Slice(start, count));
        return true;
    }

    /// <summary>Validates and measures what the epoch has come to, and takes note of it.</summary>
    /// <returns>The epoch; null if training was cancelled meanwhile.</returns>
    private EpochResult? FinishEpoch(double samplesPerSecond)
    {
        using AveragedWeights? averages = UseValidatedWeights();
        ValidationScore? validation;
        try
        {
            validation = _options.Validation is { } data ? _network.Validate(data, _options.ValidationBatchSize, Threads, _cancellationToken) : null;
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        double? measure = _options.Measure?.Invoke();
        var result = new EpochResult(
            Epoch,
            _meter.Loss,
            _network.ReportsAccuracy ? _meter.Accuracy : null,
            validation?.Loss,
            validation?.Accuracy,
            LearningRate,
            _meter.Elapsed,
            samplesPerSecond)
        {
            HeadLosses = _headLosses?.Means(),
            Measure = measure,
        };
        _network.Download();
        History.Add(result);
        _stopping?.Add(result, _network.Parameters.Values);
        _finishedEpochs++;
        return result;
    }

    private void EndIfDone()
    {
        if (FindEnd() is var reason and not StopReason.StillRunning)
            End(reason);
    }

    /// <summary>Why training ends behind a finished epoch.</summary>
    private StopReason FindEnd() =>
        _stopping is { ShouldStop: true } ? StopReason.EarlyStopping
        : _finishedEpochs >= _options.Epochs ? StopReason.Completed
        : FindInterruption();

    /// <summary>Why training ends between two steps.</summary>
    private StopReason FindInterruption() =>
        _cancellationToken.IsCancellationRequested ? StopReason.Cancelled
        : _isAskedToStop ? StopReason.Callback
        : _options.MaxDuration is { } limit && _options.Clock.GetElapsedTime(_start) >= limit ? StopReason.Time
        : StopReason.StillRunning;

    private void End(StopReason reason)
    {
        History.StoppedBy = reason;
        if (_stopping?.BestWeights is not { } best)
            return;
        _network.Download();
        best.CopyTo(_network.Parameters.Values);
        _network.Parameters.MarkChanged();
    }

    private void Tell(EpochResult? epochResult, string? message)
    {
        if (_progress is null)
            return;
        _meter.ReadForDisplay();
        _lastReport = Stopwatch.GetTimestamp();
        long furtherSteps = ((long)_options.Epochs - _finishedEpochs) * StepsPerEpoch - (epochResult is null ? _meter.Steps : 0);
        _progress.Report(new TrainingProgress(
            epochResult?.Epoch ?? Math.Min(Epoch, _options.Epochs),
            _options.Epochs,
            _meter.Steps,
            StepsPerEpoch,
            _meter.Loss,
            _network.ReportsAccuracy ? _meter.Accuracy : null,
            epochResult?.SamplesPerSecond ?? _meter.SamplesPerSecond,
            _meter.Estimate(Math.Max(0, furtherSteps), epochHasEnded: epochResult is not null),
            _network.DeviceName,
            epochResult,
            message));
    }

    private void CheckInEpoch()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isInEpoch)
            throw new InvalidOperationException("No epoch is under way: call NextEpoch first.");
    }
}
