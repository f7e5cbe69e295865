namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// PyTorch's ConvTranspose2d, weight [inputs, filters / groups, kh, kw]: input (r, q) adds its products to the outputs at
/// r · stride + i · dilation − pad and q · stride + j · dilation − pad.
/// </summary>
internal sealed class TransposedConvolutionReference : ReferenceLayer
{
    private readonly TransposedAxis _vertical;
    private readonly TransposedAxis _horizontal;
    private readonly int _inputsPerGroup;
    private readonly int _filtersPerGroup;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter? _bias;
    private ReferenceTensor? _input;

    public TransposedConvolutionReference(SampleShape input, int filters, TransposedAxis vertical, TransposedAxis horizontal, int groups, bool bias)
        : base(input, new SampleShape(vertical.Output, horizontal.Output, filters))
    {
        (_vertical, _horizontal) = (vertical, horizontal);
        (_inputsPerGroup, _filtersPerGroup) = (input.Channels / groups, filters / groups);
        Parameters["weight"] = _weight = new ReferenceParameter(true, input.Channels, _filtersPerGroup, vertical.Size, horizontal.Size);
        if (bias)
            Parameters["bias"] = _bias = new ReferenceParameter(true, filters);
    }

    /// <summary>The products of one input with the weights of the filters of its group, which lie a kernel apart; all places are indices into values.</summary>
    private delegate void Products(int output, int input, int weight);

    private int KernelLength => _vertical.Size * _horizontal.Size;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = _bias?.Values[i % Output.Channels] ?? 0;
        ForEachPixel(input.Count, (pixel, place, weight) =>
        {
            double value = input.Values[place];
            for (int filter = 0; filter < _filtersPerGroup; filter++, weight += KernelLength)
                output.Values[pixel + filter] += _weight.Values[weight] * value;
        });
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor input = _input!;
        ReferenceTensor inputGradient = new(input.Count, Input);
        Array.Clear(_weight.Gradient);
        ForEachPixel(input.Count, (pixel, place, weight) =>
        {
            double sum = 0;
            for (int filter = 0; filter < _filtersPerGroup; filter++, weight += KernelLength)
            {
                double gradient = outputGradient.Values[pixel + filter];
                _weight.Gradient[weight] += gradient * input.Values[place];
                sum += gradient * _weight.Values[weight];
            }

            inputGradient.Values[place] += sum;
        });

        if (_bias is not null)
        {
            Array.Clear(_bias.Gradient);
            for (int i = 0; i < outputGradient.Values.Length; i++)
                _bias.Gradient[i % Output.Channels] += outputGradient.Values[i];
        }

        return inputGradient;
    }

    /// <summary>Visits every output pixel that an input adds to.</summary>
    private void ForEachPixel(int count, Products visit)
    {
        for (int n = 0; n < count; n++)
            for (int row = 0; row < Input.Height; row++)
                for (int column = 0; column < Input.Width; column++)
                    for (int i = 0; i < _vertical.Size; i++)
                        for (int j = 0; j < _horizontal.Size; j++)
                        {
                            (int y, int x) = (_vertical.Position(row, i), _horizontal.Position(column, j));
                            if (y < 0 || y >= Output.Height || x < 0 || x >= Output.Width)
                                continue;
                            int output = ((n * Output.Height + y) * Output.Width + x) * Output.Channels;
                            int input = ((n * Input.Height + row) * Input.Width + column) * Input.Channels;
                            for (int channel = 0; channel < Input.Channels; channel++)
                            {
                                visit(
                                    output + channel / _inputsPerGroup * _filtersPerGroup, input + channel,
                                    channel * _filtersPerGroup * KernelLength + i * _horizontal.Size + j);
                            }
                        }
    }
}

/// <summary>How a transposed convolution moves over one axis: input i adds to the outputs i·stride + k·dilation − before.</summary>
internal sealed record TransposedAxis(int Output, int Size, int Stride, int Dilation, int Before)
{
    public int Position(int input, int k) => input * Stride + k * Dilation - Before;

    /// <summary>Keras' <c>same</c> gives input · stride outputs, of what is cut off the odd pixel at the end; else PyTorch's formula.</summary>
    public static TransposedAxis Create(int input, int size, int stride, int dilation, PaddingRule padding, int outputPadding)
    {
        int full = (input - 1) * stride + (size - 1) * dilation + 1;
        if (padding.Same)
            return new TransposedAxis(input * stride, size, stride, dilation, Math.Max(0, full - input * stride) / 2);
        return new TransposedAxis(full - padding.Before - padding.After + outputPadding, size, stride, dilation, padding.Before);
    }
}
