namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// 2-D convolution (cross-correlation, as in every framework), weight [filters, inputs / groups, kh, kw].
/// A depthwise convolution has as many groups as input channels.
/// </summary>
internal sealed class ConvolutionReference : ReferenceLayer
{
    private readonly Window _vertical;
    private readonly Window _horizontal;
    private readonly int _inputsPerGroup;
    private readonly int _filtersPerGroup;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter? _bias;
    private ReferenceTensor? _input;

    public ConvolutionReference(SampleShape input, int filters, Window vertical, Window horizontal, int groups, bool bias)
        : this(input, filters, vertical, horizontal, groups, bias, [vertical.Size, horizontal.Size])
    {
    }

    /// <summary>A convolution over a sequence: an image of one row, weight [filters, inputs / groups, k].</summary>
    public ConvolutionReference(SampleShape input, int filters, Window steps, int groups, bool bias)
        : this(input, filters, Window.Create(1, 1, 1, 1, PaddingRule.Valid), steps, groups, bias, [steps.Size])
    {
    }

    private ConvolutionReference(SampleShape input, int filters, Window vertical, Window horizontal, int groups, bool bias, int[] kernel)
        : base(input, new SampleShape(vertical.Output, horizontal.Output, filters))
    {
        (_vertical, _horizontal) = (vertical, horizontal);
        (_inputsPerGroup, _filtersPerGroup) = (input.Channels / groups, filters / groups);
        Parameters["weight"] = _weight = new ReferenceParameter(true, [filters, _inputsPerGroup, .. kernel]);
        if (bias)
            Parameters["bias"] = _bias = new ReferenceParameter(true, filters);
    }

    /// <summary>The products of one output with the channels of an input pixel; all places are indices into values, that of the weights into those of <see cref="ByTap"/>.</summary>
    private delegate void Products(int output, int input, int weight);

    private int KernelLength => _vertical.Size * _horizontal.Size;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        if (_bias is not null)
            for (int i = 0; i < output.Values.Length; i++)
                output.Values[i] = _bias.Values[i % Output.Channels];

        double[] weights = ByTap(_weight.Values);
        ForEachPixel(input.Count, (place, pixel, weight) =>
            output.Values[place] += Rows.Dot(Channels(weights, weight), Channels(input.Values, pixel)));
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor input = _input!;
        ReferenceTensor inputGradient = new(input.Count, Input);
        double[] weights = ByTap(_weight.Values), weightGradient = new double[weights.Length];
        ForEachPixel(input.Count, (place, pixel, weight) =>
        {
            double gradient = outputGradient.Values[place];
            Rows.Add(gradient, Channels(input.Values, pixel), Channels(weightGradient, weight));
            Rows.Add(gradient, Channels(weights, weight), Channels(inputGradient.Values, pixel));
        });
        for (int i = 0; i < weights.Length; i++)
            _weight.Gradient[i] = weightGradient[PlaceByTap(i)];

        if (_bias is not null)
        {
            Array.Clear(_bias.Gradient);
            for (int i = 0; i < outputGradient.Values.Length; i++)
                _bias.Gradient[i % Output.Channels] += outputGradient.Values[i];
        }

        return inputGradient;
    }

    private Span<double> Channels(double[] values, int first) => values.AsSpan(first, _inputsPerGroup);

    /// <summary>The weights as [kh][kw][filters][inputs / groups]: those that a pixel's channels meet lie side by side.</summary>
    private double[] ByTap(double[] weights)
    {
        double[] byTap = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
            byTap[PlaceByTap(i)] = weights[i];
        return byTap;
    }

    private int PlaceByTap(int index)
    {
        (int row, int tap) = Math.DivRem(index, KernelLength);
        return tap * Output.Channels * _inputsPerGroup + row;
    }

    /// <summary>Visits every input pixel that an output reads; those in the padding are left out, because it holds zeros.</summary>
    private void ForEachPixel(int count, Products visit)
    {
        for (int n = 0; n < count; n++)
            for (int y = 0; y < Output.Height; y++)
                for (int x = 0; x < Output.Width; x++)
                    for (int i = 0; i < _vertical.Size; i++)
                        for (int j = 0; j < _horizontal.Size; j++)
                        {
                            int row = _vertical.Position(y, i);
                            int column = _horizontal.Position(x, j);
                            if (!_vertical.IsInside(row) || !_horizontal.IsInside(column))
                                continue;
                            int output = ((n * Output.Height + y) * Output.Width + x) * Output.Channels;
                            int input = ((n * Input.Height + row) * Input.Width + column) * Input.Channels;
                            for (int filter = 0; filter < Output.Channels; filter++)
                            {
                                visit(
                                    output + filter, input + filter / _filtersPerGroup * _inputsPerGroup,
                                    ((i * _horizontal.Size + j) * Output.Channels + filter) * _inputsPerGroup);
                            }
                        }
    }
}
