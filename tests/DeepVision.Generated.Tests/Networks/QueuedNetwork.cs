using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Networks;

/// <summary>
/// The linear classifier on an engine that queues its steps as a device does: the numbers are there at once, but count as known
/// only when they have been waited for.
/// </summary>
internal sealed class QueuedClassifier(int seed = 1) : ClassificationNetwork(Linear.Architecture(nameof(LinearClassifier), 2, 3), seed, null)
{
    public new QueuedEngine Engine => (QueuedEngine)base.Engine;

    public StepResult TrainStep(Batch batch, Optimizer optimizer) => Step(batch, optimizer);

    public TrainingHistory Train(Dataset data, TrainingOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using TrainingRun run = BeginTraining(data, options, progress, cancellationToken);
        while (run.NextEpoch())
        {
            while (run.NextBatch())
                run.Report(TrainStep(run.Batch, run.Optimizer));
            run.EndEpoch();
        }

        return run.History;
    }

    protected override NetworkEngine CreateCpuEngine() => new QueuedEngine(this, new LinearEngine(this, Linear.CrossEntropy));
}

internal sealed class QueuedEngine(Network network, LinearEngine inner) : NetworkEngine
{
    private readonly List<Ticket> _tickets = [];
    private StepDivergence? _divergence;
    private int _done;
    private int _told;

    public LinearEngine Inner => inner;

    /// <summary>The most steps that have been queued and not waited for.</summary>
    public int MostUnread { get; private set; }

    public override string DeviceName => "queueing test engine";

    public override bool QueuesSteps => true;

    public override ReadOnlySpan<float> Gradients => inner.Gradients;

    public override bool HasDiverged => _divergence is not null && _told == 0 && _tickets.Take(_done).Any(ticket => ticket.IsLeftOut);

    public override StepResult ComputeGradients(Batch batch, in StepContext context)
    {
        StepResult result = inner.ComputeGradients(batch, context);
        _tickets.Add(new Ticket(context.Step, result.Loss, result.Correct, IsLeftOut: false));
        MostUnread = Math.Max(MostUnread, _tickets.Count - _done);
        return new StepResult(network, _tickets.Count - 1, batch.Count);
    }

    public override UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads)
    {
        Ticket ticket = _tickets[^1];
        if (!float.IsFinite(ticket.Loss) && (_divergence is null || _told > 0))
            (_divergence, _told) = (new StepDivergence(ticket.Step, ticket.Loss, learningRate, new BatchDefects(-1, -1, 1)), 0);
        if (_divergence is not null && _told == 0)
        {
            _tickets[^1] = ticket with { IsLeftOut = true };
            return default;
        }

        return inner.Update(optimizer, state, learningRate, clipNorm, threads);
    }

    public override bool IsStepDone(long ticket) => ticket < _done;

    public override StepOutcome ReadStep(long ticket)
    {
        _done = Math.Max(_done, (int)ticket + 1);
        Ticket read = _tickets[(int)ticket];
        return new StepOutcome(read.Loss, read.Correct, read.IsLeftOut);
    }

    public override StepDivergence EndDivergence()
    {
        _done = _tickets.Count;
        _told++;
        return _divergence!.Value;
    }

    public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads) => inner.Forward(inputs, count, scores, threads);

    public override void Dispose() => inner.Dispose();

    private sealed record Ticket(long Step, float Loss, int Correct, bool IsLeftOut);
}
