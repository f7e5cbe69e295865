namespace DeepVision.Generated;

/// <summary>
/// L-BFGS, which steps towards the minimum of a parabola that it fits to the last gradients (Liu and Nocedal 1989, "On the limited memory
/// BFGS method for large scale optimization"; Nocedal and Wright 2006, "Numerical optimization", algorithms 7.4 and 7.5), with a line
/// search that meets the strong Wolfe conditions (there, algorithms 3.5 and 3.6). For smooth losses over the full data set it comes much
/// closer to a minimum than descent along the gradient, in far fewer steps.
/// </summary>
/// <remarks>
/// <para>With H the inverse of the Hessian matrix that follows from the last steps and changes of the gradient g: w ← w − t · H · g.</para>
/// <code>
/// net.Train(data, new TrainingOptions { Optimizer = new LBFGS(), BatchSize = TrainingOptions.AllSamples, Epochs = 10 });
/// </code>
/// <para>A step of training is up to <see cref="Iterations"/> iterations over its batch, each of which computes the gradient once or
/// more; the loss that the step reports is that before the first. Everything but the gradients runs on the host, in double precision.</para>
/// <para>The batch must be the whole data set, because losses over different samples can't be compared. Dropout and noise draw their
/// numbers anew in each step and keep them during its iterations. Penalties are part of what is minimised; L1 has a kink, at which line
/// searches may end early. Running statistics move once in each step, and once more in each iteration.</para>
/// <para>It remembers 2 · <see cref="HistorySize"/> values for each parameter. Keras: none. PyTorch:
/// <c>torch.optim.LBFGS(line_search_fn="strong_wolfe")</c>, which remembers 100 iterations by default.</para>
/// </remarks>
public sealed class LBFGS : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">
    /// Part of the step to the parabola's minimum that a line search tries first, or a schedule of it; 1 if null, which is Newton's and
    /// hardly ever to be changed.
    /// </param>
    /// <param name="iterations">Iterations of one step of training at most, 1 or more.</param>
    /// <param name="historySize">Iterations that are remembered, 1 or more; PyTorch's default is 100.</param>
    /// <param name="gradientTolerance">A step ends once no component of the gradient is larger.</param>
    /// <param name="changeTolerance">A step ends once an iteration changes the loss, or every weight, by no more, or can't be expected to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public LBFGS(LearningRateSchedule? learningRate = null, int iterations = 20, int historySize = 10, double gradientTolerance = 1e-7, double changeTolerance = 1e-9)
        : base(learningRate ?? 1f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(historySize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(historySize, 1000);
        Iterations = iterations;
        HistorySize = historySize;
        GradientTolerance = CheckNotNegative(gradientTolerance, nameof(gradientTolerance));
        ChangeTolerance = CheckNotNegative(changeTolerance, nameof(changeTolerance));
    }

    /// <summary>Iterations of one step of training at most.</summary>
    public int Iterations { get; }

    /// <summary>Iterations that are remembered.</summary>
    public int HistorySize { get; }

    /// <summary>A step ends once no component of the gradient is larger.</summary>
    public double GradientTolerance { get; }

    /// <summary>A step ends once an iteration changes the loss, or every weight, by no more, or can't be expected to.</summary>
    public double ChangeTolerance { get; }

    /// <inheritdoc/>
    public override int StateSlots => 2 * HistorySize;

    /// <summary>Looks for a minimum of a function of some variables, in double precision.</summary>
    /// <param name="function">The function, smooth at least where it is looked at.</param>
    /// <param name="point">Where to begin; receives where the search has ended.</param>
    /// <param name="maxIterations">Iterations at most, 1 or more.</param>
    /// <returns>The value there, and how the search has ended.</returns>
    /// <exception cref="ArgumentException">There are no variables, or the value or the gradient where the search begins is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public Minimum Minimize(ObjectiveFunction function, Span<double> point, int maxIterations = 1000)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        if (point.IsEmpty)
            throw new ArgumentException("There are no variables.", nameof(point));
        double[][] slots = new double[StateSlots][];
        for (int slot = 0; slot < slots.Length; slot++)
            slots[slot] = new double[point.Length];
        var minimizer = new LimitedMemoryMinimizer<double>(new FunctionObjective(function), point.Length);
        point.CopyTo(minimizer.Point);
        Minimum result = minimizer.Run(new CurvaturePairs<double>(slots), this, maxIterations, LearningRate.GetRate(default));
        if (!double.IsFinite(result.Value) || !double.IsFinite(result.LargestGradient))
            throw new ArgumentException("The value or the gradient where the search begins is infinite or not a number.", nameof(point));
        minimizer.Point.CopyTo(point);
        return result;
    }

    /// <summary>L-BFGS looks at several points before it moves, so it is no update of single parameters.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected internal override void Update(in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots) =>
        throw new NotSupportedException($"{nameof(LBFGS)} computes the loss several times in each step, so it needs {nameof(TrainingOptions)} or TrainStep. A network that ends in CustomLoss can't learn by it, because the program computes the loss.");

    private sealed class FunctionObjective(ObjectiveFunction function) : IObjective
    {
        public double Noise => 0;

        public void Round(Span<double> point)
        {
        }

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, int place) => function(point, gradient);

        public void Accept(int place)
        {
        }
    }
}

/// <summary>A function that <see cref="LBFGS.Minimize"/> looks for a minimum of.</summary>
/// <param name="point">The variables.</param>
/// <param name="gradient">Receives the derivatives by them.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveFunction(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>How a search for a minimum has ended.</summary>
/// <param name="Value">The smallest value found.</param>
/// <param name="LargestGradient">The largest component of the gradient there, without its sign.</param>
/// <param name="Iterations">Iterations taken.</param>
/// <param name="Evaluations">How often value and gradient were computed.</param>
/// <param name="IsConverged">False if the iterations were used up, or no smaller value was found along a line that leads down.</param>
public readonly record struct Minimum(double Value, double LargestGradient, int Iterations, int Evaluations, bool IsConverged);
