namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// y = W x + b, weight [units, inputs]. Behind a Flatten the columns of W follow PyTorch's order (channel, row, column)
/// of the image, while the input vector lies in memory as (row, column, channel).
/// </summary>
internal sealed class DenseReference : ReferenceLayer
{
    /// <summary>The column of each value of the input.</summary>
    private readonly int[] _columns;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter? _bias;
    private ReferenceTensor? _input;

    /// <param name="columns">The image that was flattened into the input; the input's own shape if none was.</param>
    public DenseReference(SampleShape input, int units, bool bias, SampleShape columns)
        : base(input, new SampleShape(1, 1, units))
    {
        _columns = [.. Enumerable.Range(0, input.Length).Select(i => i % columns.Channels * columns.Height * columns.Width + i / columns.Channels)];
        Parameters["weight"] = _weight = new ReferenceParameter(true, units, input.Length);
        if (bias)
            Parameters["bias"] = _bias = new ReferenceParameter(true, units);
    }

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int n = 0; n < input.Count; n++)
            for (int unit = 0; unit < Output.Channels; unit++)
            {
                double sum = _bias is null ? 0 : _bias.Values[unit];
                for (int i = 0; i < _columns.Length; i++)
                    sum += _weight.Values[unit * _columns.Length + _columns[i]] * input.Values[n * _columns.Length + i];
                output[n, 0, 0, unit] = sum;
            }

        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor input = _input!;
        ReferenceTensor inputGradient = new(input.Count, Input);
        Array.Clear(_weight.Gradient);
        Array.Clear(_bias?.Gradient ?? []);
        for (int n = 0; n < input.Count; n++)
            for (int unit = 0; unit < Output.Channels; unit++)
            {
                double gradient = outputGradient[n, 0, 0, unit];
                if (_bias is not null)
                    _bias.Gradient[unit] += gradient;
                for (int i = 0; i < _columns.Length; i++)
                {
                    int weight = unit * _columns.Length + _columns[i];
                    _weight.Gradient[weight] += gradient * input.Values[n * _columns.Length + i];
                    inputGradient.Values[n * _columns.Length + i] += gradient * _weight.Values[weight];
                }
            }

        return inputGradient;
    }
}
