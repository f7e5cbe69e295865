namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// y = weight · (x − mean) / √(variance + ε) + bias per channel. In training mean and (biased) variance are the batch's,
/// over samples, height and width; the running statistics follow with the given momentum, the variance unbiased, as in
/// PyTorch. In prediction the running statistics stand in.
/// </summary>
internal sealed class BatchNormReference : ReferenceLayer
{
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter _bias;
    private readonly ReferenceParameter _runningMean;
    private readonly ReferenceParameter _runningVariance;
    private ReferenceTensor? _normalised;
    private double[] _deviation = [];
    private bool _trained;

    public BatchNormReference(SampleShape shape, double momentum, double epsilon)
        : base(shape, shape)
    {
        (_momentum, _epsilon) = (momentum, epsilon);
        Parameters["weight"] = _weight = new ReferenceParameter(true, shape.Channels);
        Parameters["bias"] = _bias = new ReferenceParameter(true, shape.Channels);
        Parameters["running_mean"] = _runningMean = new ReferenceParameter(false, shape.Channels);
        Parameters["running_var"] = _runningVariance = new ReferenceParameter(false, shape.Channels);
        Array.Fill(_weight.Values, 1);
        Array.Fill(_runningVariance.Values, 1);
    }

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        int channels = Input.Channels;
        _trained = pass.Training;
        double[] mean = _runningMean.Values;
        double[] variance = _runningVariance.Values;
        if (pass.Training)
        {
            (mean, variance) = Statistics(input);
            MoveRunningStatistics(mean, variance, input.Values.Length / channels);
        }

        _deviation = [.. variance.Select(v => Math.Sqrt(v + _epsilon))];
        _normalised = new ReferenceTensor(input.Count, Input);
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
        {
            int channel = i % channels;
            _normalised.Values[i] = (input.Values[i] - mean[channel]) / _deviation[channel];
            output.Values[i] = _weight.Values[channel] * _normalised.Values[i] + _bias.Values[channel];
        }

        return output;
    }

    /// <summary>
    /// With n values per channel, normalised values h and s = weight / deviation:
    /// dL/dx = s · (g − mean(g) − h · mean(g h)). In prediction the statistics are constants and dL/dx = s · g.
    /// </summary>
    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        int channels = Input.Channels;
        double n = outputGradient.Values.Length / channels;
        Array.Clear(_weight.Gradient);
        Array.Clear(_bias.Gradient);
        for (int i = 0; i < outputGradient.Values.Length; i++)
        {
            _bias.Gradient[i % channels] += outputGradient.Values[i];
            _weight.Gradient[i % channels] += outputGradient.Values[i] * _normalised!.Values[i];
        }

        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
        {
            int channel = i % channels;
            double gradient = outputGradient.Values[i];
            if (_trained)
                gradient -= _bias.Gradient[channel] / n + _normalised!.Values[i] * _weight.Gradient[channel] / n;
            inputGradient.Values[i] = _weight.Values[channel] / _deviation[channel] * gradient;
        }

        return inputGradient;
    }

    private (double[] Mean, double[] Variance) Statistics(ReferenceTensor input)
    {
        int channels = Input.Channels;
        int count = input.Values.Length / channels;
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        for (int i = 0; i < input.Values.Length; i++)
            mean[i % channels] += input.Values[i] / count;
        for (int i = 0; i < input.Values.Length; i++)
            variance[i % channels] += Math.Pow(input.Values[i] - mean[i % channels], 2) / count;
        return (mean, variance);
    }

    private void MoveRunningStatistics(double[] mean, double[] variance, int count)
    {
        // One value has no unbiased variance; the biased one (zero) stands in.
        double correction = count > 1 ? count / (count - 1.0) : 1;
        for (int channel = 0; channel < mean.Length; channel++)
        {
            _runningMean.Values[channel] += _momentum * (mean[channel] - _runningMean.Values[channel]);
            _runningVariance.Values[channel] += _momentum * (variance[channel] * correction - _runningVariance.Values[channel]);
        }
    }
}
