namespace DeepVision.Generated;

public abstract partial class Network
{
    /// <summary>Steps whose mean loss tells whether a range test is still worth its time.</summary>
    private const int RangeTestWindow = 5;

    /// <summary>
    /// The learning-rate range test (Smith 2017, arXiv:1506.01186, section 3.3): trains for some steps while the rate rises from
    /// <paramref name="minimum"/> to <paramref name="maximum"/> by the same factor from step to step, and ends when the loss is four
    /// times its smallest value, or no number. Afterwards the network is as it was: weights, running statistics, counters and what it
    /// remembers for its optimizer.
    /// </summary>
    /// <param name="data">Samples to learn from.</param>
    /// <param name="options">Optimizer, batch size, clipping, threads and order; the rest is not used. The defaults if null.</param>
    /// <param name="minimum">Rate of the first step.</param>
    /// <param name="maximum">Rate of the last step.</param>
    /// <param name="steps">Steps to take at most, 10 or more.</param>
    /// <param name="cancellationToken">Ends the test between two steps; the network is as it was then too.</param>
    /// <returns>The losses and a suggestion.</returns>
    /// <exception cref="ArgumentException">The data set is empty or doesn't fit the network, or the batch is too large.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0 and finite, the minimum is not below the maximum, or there are fewer than 10 steps.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public LearningRateCurve FindLearningRate(
        Dataset data, TrainingOptions? options = null, float minimum = 1e-7f, float maximum = 10, int steps = 100, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!float.IsFinite(minimum) || minimum <= 0)
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, "minimum must be a finite number above 0.");
        if (!float.IsFinite(maximum) || maximum <= minimum)
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "maximum must be a finite number above minimum.");
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        options ??= new TrainingOptions();

        TrainingHistory? lastTraining = LastTraining;
        using TrainingRun run = BeginTraining(
            data,
            new TrainingOptions
            {
                Epochs = steps,
                BatchSize = options.BatchSize,
                Optimizer = options.Optimizer.With(new RangeSchedule(minimum, maximum, steps)),
                Shuffle = options.Shuffle,
                Seed = options.Seed,
                Threads = options.Threads,
                LoadingThreads = options.LoadingThreads,
                ClipNorm = options.ClipNorm,
            },
            cancellationToken: cancellationToken);
        LastTraining = lastTraining;
        (Optimizer? Optimizer, OptimizerState? State) remembered = (_optimizer, _optimizerState);
        (int seed, long stepsTaken) = (Seed, StepsTaken);
        float[] parameters = Parameters.Values.ToArray();
        try
        {
            LearningRateCurve curve = LearningRateCurve.Of(RunRangeTest(run, steps));
            cancellationToken.ThrowIfCancellationRequested();
            return curve;
        }
        finally
        {
            Download();
            parameters.CopyTo(Parameters.Values);
            Parameters.MarkChanged();
            (_optimizer, _optimizerState) = remembered;
            Resume(seed, stepsTaken);
            _hasGradients = false;
        }
    }

    private List<(float Rate, double Loss)> RunRangeTest(TrainingRun run, int steps)
    {
        var curve = new List<(float Rate, double Loss)>(steps);
        double smallest = double.PositiveInfinity;
        while (run.NextEpoch())
        {
            while (curve.Count < steps && run.NextBatch())
            {
                float rate = run.Optimizer.LearningRate.GetRate(run.Position);
                try
                {
                    curve.Add((rate, Step(run.Batch, run.Optimizer).Loss));
                }
                catch (TrainingDivergedException)
                {
                    return curve;
                }

                double recent = curve.TakeLast(RangeTestWindow).Average(step => step.Loss);
                if (recent - smallest > 3 * Math.Abs(smallest))
                    return curve;
                smallest = Math.Min(smallest, recent);
            }

            if (curve.Count == steps)
                return curve;
            run.EndEpoch();
        }

        return curve;
    }
}
