namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// y = weight · (x − mean) / √(variance + ε) + bias with a weight and a bias for each channel, and mean and (biased) variance of each set of
/// values of a sample: PyTorch's LayerNorm over the channels of a pixel, and its GroupNorm over the pixels of a group of channels.
/// </summary>
internal sealed class SampleNormReference : ReferenceLayer
{
    private readonly double _epsilon;
    private readonly int _sets;
    private readonly Func<int, int, int> _setOf;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter _bias;
    private ReferenceTensor? _normalised;
    private double[] _deviation = [];

    /// <param name="setOf">Pixel and channel → the number of their set.</param>
    private SampleNormReference(SampleShape shape, double epsilon, int sets, Func<int, int, int> setOf)
        : base(shape, shape)
    {
        (_epsilon, _sets, _setOf) = (epsilon, sets, setOf);
        Parameters["weight"] = _weight = new ReferenceParameter(true, shape.Channels);
        Parameters["bias"] = _bias = new ReferenceParameter(true, shape.Channels);
        Array.Fill(_weight.Values, 1);
    }

    public static SampleNormReference Layer(SampleShape shape, double epsilon) => new(shape, epsilon, shape.Height * shape.Width, (pixel, _) => pixel);

    public static SampleNormReference Group(SampleShape shape, int groups, double epsilon) => new(shape, epsilon, groups, (_, channel) => channel / (shape.Channels / groups));

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        double[] mean = Means(input.Count, i => input.Values[i]);
        double[] variance = Means(input.Count, i => Math.Pow(input.Values[i] - mean[SetOf(i)], 2));
        _deviation = [.. variance.Select(v => Math.Sqrt(v + _epsilon))];
        _normalised = new ReferenceTensor(input.Count, Input);
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
        {
            _normalised.Values[i] = (input.Values[i] - mean[SetOf(i)]) / _deviation[SetOf(i)];
            output.Values[i] = _weight.Values[i % Input.Channels] * _normalised.Values[i] + _bias.Values[i % Input.Channels];
        }

        return output;
    }

    /// <summary>With normalised values h and g = weight · dL/dy: dL/dx = (g − mean(g) − h · mean(g h)) / deviation.</summary>
    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        double[] normalised = _normalised!.Values;
        Array.Clear(_weight.Gradient);
        Array.Clear(_bias.Gradient);
        double[] scaled = new double[normalised.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            int channel = i % Input.Channels;
            _bias.Gradient[channel] += outputGradient.Values[i];
            _weight.Gradient[channel] += outputGradient.Values[i] * normalised[i];
            scaled[i] = outputGradient.Values[i] * _weight.Values[channel];
        }

        double[] mean = Means(outputGradient.Count, i => scaled[i]);
        double[] tilt = Means(outputGradient.Count, i => scaled[i] * normalised[i]);
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < scaled.Length; i++)
            inputGradient.Values[i] = (scaled[i] - mean[SetOf(i)] - normalised[i] * tilt[SetOf(i)]) / _deviation[SetOf(i)];
        return inputGradient;
    }

    /// <summary>The mean of each set of each sample.</summary>
    private double[] Means(int count, Func<int, double> valueOf)
    {
        double[] means = new double[count * _sets];
        double size = Input.Length / _sets;
        for (int i = 0; i < count * Input.Length; i++)
            means[SetOf(i)] += valueOf(i) / size;
        return means;
    }

    private int SetOf(int index) => index / Input.Length * _sets + _setOf(index % Input.Length / Input.Channels, index % Input.Channels);
}
