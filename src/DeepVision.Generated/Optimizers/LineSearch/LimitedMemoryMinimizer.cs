using System.Numerics;

namespace DeepVision.Generated;

/// <summary>The iterations of L-BFGS (Nocedal and Wright, algorithm 7.5), in double precision.</summary>
/// <typeparam name="T">Type in which curvature pairs are kept.</typeparam>
internal sealed class LimitedMemoryMinimizer<T> : ILine
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Places for what belongs to a point.</summary>
    public const int Places = StrongWolfeSearch.Places;

    private readonly IObjective _objective;
    private readonly double[] _point;
    private readonly double[] _trial;
    private readonly double[] _direction;
    private readonly double[][] _gradients = new double[Places][];
    private int _evaluations;

    /// <param name="objective">What to minimise.</param>
    /// <param name="length">Variables.</param>
    public LimitedMemoryMinimizer(IObjective objective, int length)
    {
        _objective = objective;
        (_point, _trial, _direction) = (new double[length], new double[length], new double[length]);
        for (int place = 0; place < Places; place++)
            _gradients[place] = new double[length];
    }

    /// <summary>Where the search is.</summary>
    public Span<double> Point => _point;

    /// <summary>The gradient at <see cref="Point"/>, behind a run.</summary>
    public ReadOnlySpan<double> Gradient => _gradients[0];

    /// <inheritdoc/>
    double ILine.LargestComponent => Largest(_direction);

    /// <summary>Takes some iterations from <see cref="Point"/> on.</summary>
    /// <param name="pairs">The iterations before, to which these are added.</param>
    /// <param name="options">When to end.</param>
    /// <param name="maxIterations">Iterations at most.</param>
    /// <param name="firstStep">Where a line search looks first; 0 to take no iteration.</param>
    /// <returns>How it went; if value and gradient are not finite, <see cref="Point"/> hasn't moved.</returns>
    public Minimum Run(CurvaturePairs<T> pairs, LBFGS options, int maxIterations, double firstStep)
    {
        _evaluations = 0;
        LinePoint current = Evaluate(_point, 0, 0);
        _objective.Accept(0);
        double largestGradient = Largest(_gradients[0]);
        bool isConverged = largestGradient <= options.GradientTolerance;
        int iteration = 0;
        while (!isConverged && iteration < maxIterations && firstStep > 0 && double.IsFinite(current.Value) && double.IsFinite(largestGradient))
        {
            FindDirection(pairs);
            double slope = LongVectors.Dot<double, double>(_gradients[0], _direction);
            isConverged = slope > -options.ChangeTolerance;
            if (isConverged)
                break;

            iteration++;
            double step = pairs.Count > 0 ? firstStep : firstStep * Math.Min(1, 1 / Sum(_gradients[0]));
            LinePoint start = current with { Step = 0, Slope = slope };
            LinePoint found = StrongWolfeSearch.Find(this, start, step, _objective.Noise * Math.Abs(current.Value));
            if (found.Place == 0)
            {
                // Either the directions before have led astray, or rounding hides what is left.
                pairs.Clear();
                break;
            }

            Move(found, pairs);
            largestGradient = Largest(_gradients[0]);
            isConverged = largestGradient <= options.GradientTolerance
                || Largest(_direction) * found.Step <= options.ChangeTolerance
                || Math.Abs(found.Value - current.Value) < options.ChangeTolerance;
            current = found with { Place = 0 };
        }

        return new Minimum(current.Value, largestGradient, iteration, _evaluations, isConverged);
    }

    /// <inheritdoc/>
    LinePoint ILine.Evaluate(double step, int place)
    {
        FindTrial(step);
        return Evaluate(_trial, step, place);
    }

    private LinePoint Evaluate(ReadOnlySpan<double> point, double step, int place)
    {
        _evaluations++;
        double value = _objective.Evaluate(point, _gradients[place], place);
        return new LinePoint(step, double.IsNaN(value) ? double.PositiveInfinity : value, LongVectors.Dot<double, double>(_gradients[place], _direction), place);
    }

    private void FindDirection(CurvaturePairs<T> pairs)
    {
        for (int i = 0; i < _direction.Length; i++)
            _direction[i] = -_gradients[0][i];
        pairs.Multiply(_direction);
    }

    private void FindTrial(double step)
    {
        for (int i = 0; i < _trial.Length; i++)
            _trial[i] = _point[i] + step * _direction[i];
        _objective.Round(_trial);
    }

    /// <summary>Goes to a point of the line, and keeps what the way there has shown.</summary>
    private void Move(in LinePoint target, CurvaturePairs<T> pairs)
    {
        FindTrial(target.Step);
        for (int i = 0; i < _point.Length; i++)
            (_point[i], _trial[i]) = (_trial[i], _trial[i] - _point[i]);
        pairs.Add(_trial, _gradients[target.Place], _gradients[0]);
        (_gradients[0], _gradients[target.Place]) = (_gradients[target.Place], _gradients[0]);
        _objective.Accept(target.Place);
    }

    private static double Largest(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static double Sum(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
            sum += Math.Abs(value);
        return sum;
    }
}
