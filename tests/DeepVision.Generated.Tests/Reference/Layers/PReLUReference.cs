namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>x where it is positive, else x times the slope of its channel; at 0 the derivative is the slope, as in PyTorch.</summary>
internal sealed class PReLUReference : ReferenceLayer
{
    private readonly ReferenceParameter _slopes;
    private ReferenceTensor? _input;

    public PReLUReference(SampleShape shape)
        : base(shape, shape)
    {
        Parameters["weight"] = _slopes = new ReferenceParameter(true, shape.Channels);
        Array.Fill(_slopes.Values, 0.25);
    }

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = input.Values[i] > 0 ? input.Values[i] : input.Values[i] * _slopes.Values[i % Input.Channels];
        KinkDistance = input.Values.Where(x => x != 0).Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min() / LargestMagnitude(input);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        Array.Clear(_slopes.Gradient);
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
        {
            double x = _input!.Values[i], gradient = outputGradient.Values[i];
            int channel = i % Input.Channels;
            inputGradient.Values[i] = x > 0 ? gradient : gradient * _slopes.Values[channel];
            _slopes.Gradient[channel] += x > 0 ? 0 : gradient * x;
        }

        return inputGradient;
    }
}
