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

    /// <summary>The products of one output with the channels of an input pixel, whose weights lie a kernel apart; all places are indices into values.</summary>
    private delegate void Products(int output, int input, int weight);

    private int KernelLength => _vertical.Size * _horizontal.Size;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        if (_bias is not null)
            for (int i = 0; i < output.Values.Length; i++)
                output.Values[i] = _bias.Values[i % Output.Channels];

        ForEachPixel(input.Count, (place, pixel, weight) =>
        {
            double sum = 0;
            for (int channel = 0; channel < _inputsPerGroup; channel++, weight += KernelLength)
                sum += _weight.Values[weight] * input.Values[pixel + channel];
            output.Values[place] += sum;
        });
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor input = _input!;
        ReferenceTensor inputGradient = new(input.Count, Input);
        Array.Clear(_weight.Gradient);
        ForEachPixel(input.Count, (place, pixel, weight) =>
        {
            double gradient = outputGradient.Values[place];
            for (int channel = 0; channel < _inputsPerGroup; channel++, weight += KernelLength)
            {
                _weight.Gradient[weight] += gradient * input.Values[pixel + channel];
                inputGradient.Values[pixel + channel] += gradient * _weight.Values[weight];
            }
        });

        if (_bias is not null)
        {
            Array.Clear(_bias.Gradient);
            for (int i = 0; i < outputGradient.Values.Length; i++)
                _bias.Gradient[i % Output.Channels] += outputGradient.Values[i];
        }

        return inputGradient;
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
                                    filter * _inputsPerGroup * KernelLength + i * _horizontal.Size + j);
                            }
                        }
    }
}
