using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <content>Steps of <see cref="LBFGS"/>, which computes gradients at several points before it updates.</content>
public abstract partial class Network
{
    private BatchObjective? _batchObjective;

    /// <summary>Why the network can't learn by line searches; null if it can.</summary>
    internal string? WhyNoLineSearch(Optimizer optimizer, float clipNorm)
    {
        const string Name = nameof(LBFGS);
        if (optimizer.GradientNoise > 0)
            return $"{Name} finds its way by gradients that fit the loss, so it can't have {nameof(Optimizer.GradientNoise)}. Leave it at 0.";
        if (clipNorm > 0)
            return $"{Name} minimises the loss along a line, and gradients that are clipped are not those of the loss. Leave {nameof(TrainingOptions.ClipNorm)} at 0: the line search limits the steps.";
        for (int index = 0; index < Architecture.Parameters.Count; index++)
        {
            ParameterTensor tensor = Architecture.Parameters[index];
            if (tensor.IsTrainable && tensor.Constraint is not null)
                return $"{tensor.Name} has a constraint, but {Name} minimises without constraints. Take the constraint away, or another optimizer.";
        }

        foreach (UpdateRange range in Parameters.UpdateRanges)
        {
            if (range.Factor is not (0 or 1))
                return FormattableString.Invariant($"A layer has the learning-rate factor {range.Factor}, but {Name} finds the lengths of its steps itself. Factors of 0, which stop a layer, and 1 are possible.");
        }

        return null;
    }

    /// <summary>Some iterations of L-BFGS over one batch.</summary>
    private StepResult TakeLineSearchStep(Batch batch, LBFGS optimizer)
    {
        TrainingRun? run = _run;
        OptimizerState state = GetOptimizerState(optimizer);
        float rate = optimizer.LearningRate.GetRate(run?.Position ?? new SchedulePosition(state.Step, 0, 0));
        if (WhyNoLineSearch(optimizer, run?.ClipNorm ?? 0) is { } reason)
            throw new InvalidOperationException(reason);
        BatchObjective objective = _batchObjective ??= new BatchObjective(this);
        bool isTaken = false;
        objective.Begin(batch, state, ResolveThreads(run?.Threads ?? Threads));
        try
        {
            Minimum found = objective.Run(optimizer, rate);
            UpdateFault fault = objective.FindFault();
            if (!double.IsFinite(found.Value) || fault.Kind != UpdateFaultKind.None)
            {
                throw DivergenceCause.Explain(
                    new StepDivergence(StepsTaken, objective.First.Loss, rate, DivergenceCause.Inspect(batch, this), fault), this, batch);
            }

            isTaken = true;
        }
        finally
        {
            objective.End(isTaken);
        }

        state.Step++;
        StepsTaken++;
        if (state.HasAverages)
            WeightAverage.Move(state.Averages, Parameters.Values[..Architecture.TrainableLength], optimizer.AverageDecay, state.Step);
        return objective.First;
    }

    /// <summary>The loss over one batch, penalties included, as a function of the weights.</summary>
    private sealed class BatchObjective : IObjective
    {
        /// <summary>What single precision does to a mean loss; Hager and Zhang (2005) take the same number.</summary>
        private const double RelativeNoise = 1e-6;

        private readonly Network _network;
        private readonly LimitedMemoryMinimizer<float> _minimizer;
        private readonly float[] _weightsBefore;
        private readonly float[] _statisticsBefore;

        /// <summary>Those of the point that the search is at.</summary>
        private readonly float[] _statistics;

        private readonly float[][] _statisticsOf = new float[LimitedMemoryMinimizer<float>.Places][];
        private CurvaturePairs<float>? _pairs;
        private OptimizerState? _state;
        private Batch? _batch;
        private int _threads;
        private bool _isFirst;

        public BatchObjective(Network network)
        {
            _network = network;
            _minimizer = new LimitedMemoryMinimizer<float>(this, network.Architecture.TrainableLength);
            _weightsBefore = new float[network.Architecture.TrainableLength];
            _statisticsBefore = new float[network.Architecture.StatisticsLength];
            _statistics = new float[_statisticsBefore.Length];
            for (int place = 0; place < _statisticsOf.Length; place++)
                _statisticsOf[place] = new float[_statistics.Length];
        }

        /// <summary>What the first pass of the step has given.</summary>
        public StepResult First { get; private set; }

        /// <inheritdoc/>
        public double Noise => RelativeNoise;

        private Span<float> Weights => _network.Parameters.Values[.._weightsBefore.Length];

        /// <summary>Begins a step.</summary>
        public void Begin(Batch batch, OptimizerState state, int threads)
        {
            (_batch, _threads, _isFirst) = (batch, threads, true);
            if (_state != state)
                (_state, _pairs) = (state, new CurvaturePairs<float>(state.OwnSlots));
            Weights.CopyTo(_weightsBefore);
            _network.Statistics.CopyTo(_statisticsBefore);
            _statisticsBefore.CopyTo(_statistics, 0);
            Span<double> point = _minimizer.Point;
            for (int i = 0; i < point.Length; i++)
                point[i] = _weightsBefore[i];
        }

        /// <summary>Runs the iterations of a step.</summary>
        public Minimum Run(LBFGS optimizer, float rate) => _minimizer.Run(_pairs!, optimizer, optimizer.Iterations, rate);

        /// <summary>What is not finite where the step has ended.</summary>
        public UpdateFault FindFault()
        {
            ReadOnlySpan<double> gradient = _minimizer.Gradient;
            for (int i = 0; i < gradient.Length; i++)
            {
                if (!double.IsFinite(gradient[i]))
                    return new UpdateFault(UpdateFaultKind.Gradient, i);
            }

            int place = FiniteValues.FindOther(_statistics);
            return place < 0 ? default : new UpdateFault(UpdateFaultKind.Statistics, gradient.Length + place);
        }

        /// <summary>Ends a step: the network has what was found, or what it had before.</summary>
        /// <param name="isTaken">Whether all went well.</param>
        public void End(bool isTaken)
        {
            _batch = null;

            // On a device that queues its steps the first pass may have found that one before has diverged: then what was before this step
            // is not what it goes back to.
            if (_isFirst && _network.Engine.QueuesSteps)
                return;
            if (isTaken)
                Set(_minimizer.Point);
            else
                _weightsBefore.CopyTo(Weights);
            (isTaken ? _statistics : _statisticsBefore).CopyTo(_network.Statistics);
            _network.Parameters.MarkChanged();
        }

        /// <summary>To single precision, and layers that are stopped stay where they are.</summary>
        public void Round(Span<double> point)
        {
            foreach (ref double value in point)
                value = (float)value;
            foreach (UpdateRange range in _network.Parameters.UpdateRanges)
            {
                for (int i = range.Start; range.Factor == 0 && i < range.Start + range.Length; i++)
                    point[i] = _weightsBefore[i];
            }
        }

        /// <inheritdoc/>
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, int place)
        {
            Set(point);
            _statistics.CopyTo(_network.Statistics);
            _network.Parameters.MarkChanged();
            StepResult result = _network.RunBackward(_batch!, _threads);
            double loss = result.Loss;
            if (_isFirst)
            {
                _network.CheckNotDiverged();
                (First, _isFirst) = (result, false);
            }

            ReadOnlySpan<float> gradients = _network.Engine.Gradients;
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] = gradients[i];
            _network.Statistics.CopyTo(_statisticsOf[place]);
            loss += AddPenalties(point, gradient);
            foreach (UpdateRange range in _network.Parameters.UpdateRanges)
            {
                if (range.Factor == 0)
                    gradient.Slice(range.Start, range.Length).Clear();
            }

            return loss;
        }

        /// <inheritdoc/>
        public void Accept(int place) => _statisticsOf[place].CopyTo(_statistics, 0);

        private void Set(ReadOnlySpan<double> point)
        {
            Span<float> weights = Weights;
            for (int i = 0; i < weights.Length; i++)
                weights[i] = (float)point[i];
        }

        /// <summary>λ₁·Σ|w| + λ₂·Σw², with its derivatives.</summary>
        private double AddPenalties(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double sum = 0;
            IReadOnlyList<ParameterTensor> tensors = _network.Architecture.Parameters;
            for (int index = 0; index < tensors.Count; index++)
            {
                ParameterTensor tensor = tensors[index];
                if (!tensor.IsTrainable || (tensor.L1 == 0 && tensor.L2 == 0))
                    continue;
                double l1 = tensor.L1, l2 = tensor.L2;
                for (int i = tensor.Offset; i < tensor.Offset + tensor.Layout.PackedLength; i++)
                {
                    double weight = point[i];
                    sum += l1 * Math.Abs(weight) + l2 * weight * weight;
                    gradient[i] += (weight > 0 ? l1 : weight < 0 ? -l1 : 0) + 2 * l2 * weight;
                }
            }

            return sum;
        }
    }
}
