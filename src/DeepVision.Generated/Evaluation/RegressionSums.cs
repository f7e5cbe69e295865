using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Collects a <see cref="RegressionResult"/> sample by sample.</summary>
/// <param name="outputs">Values of a sample or, where sequences differ in length, of a step.</param>
/// <param name="loss">The loss of a value, by what the network gives and by the target; null where it is one of whole samples.</param>
/// <param name="sampleLoss">The loss of a sample, in place of that.</param>
internal sealed class RegressionSums(int outputs, Func<double, double, double>? loss, SampleLoss? sampleLoss = null)
{
    private const double LeastTarget = 1.0 / (1L << 52);

    private readonly double[] _losses = new double[outputs];
    private readonly double[] _squaredErrors = new double[outputs];
    private readonly double[] _targetMeans = new double[outputs];
    private readonly double[] _targetDeviations = new double[outputs];
    private double _absoluteErrors, _relativeErrors;
    private double _sampleLosses;
    private long _samples, _count;

    /// <summary>Adds a sample, which may be several steps.</summary>
    public void Add(ReadOnlySpan<float> target, ReadOnlySpan<float> output)
    {
        _samples++;
        _sampleLosses += sampleLoss?.Invoke(output, target) ?? 0;
        for (int start = 0; start < target.Length; start += outputs)
            AddOutputs(target.Slice(start, outputs), output.Slice(start, outputs));
    }

    private void AddOutputs(ReadOnlySpan<float> target, ReadOnlySpan<float> output)
    {
        _count++;
        for (int i = 0; i < outputs; i++)
        {
            _losses[i] += loss?.Invoke(output[i], target[i]) ?? 0;
            double error = (double)output[i] - target[i];
            _squaredErrors[i] += error * error;
            _absoluteErrors += Math.Abs(error);
            _relativeErrors += Math.Abs(error) / Math.Max(Math.Abs((double)target[i]), LeastTarget);

            // Welford's update of mean and sum of squared deviations loses no digits to large means.
            double before = target[i] - _targetMeans[i];
            _targetMeans[i] += before / _count;
            _targetDeviations[i] += before * (target[i] - _targetMeans[i]);
        }
    }

    public RegressionResult ToResult()
    {
        double r2 = 0;
        for (int i = 0; i < outputs; i++)
        {
            // What is not a number stays so in the quotient.
            bool isConstant = _targetDeviations[i] == 0 && !double.IsNaN(_squaredErrors[i]);
            r2 += !isConstant ? 1 - _squaredErrors[i] / _targetDeviations[i] : _squaredErrors[i] == 0 ? 1 : 0;
        }

        double values = (double)_count * outputs;
        double mean = sampleLoss is null ? _losses.Sum() / values : _sampleLosses / _samples;
        return new RegressionResult(_samples, mean, _squaredErrors.Sum() / values, _absoluteErrors / values, r2 / outputs) { MeanAbsolutePercentageError = _relativeErrors / values };
    }
}
