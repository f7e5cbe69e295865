namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>x − log Σ eˣ over the channels of each pixel.</summary>
internal sealed class LogSoftmaxReference(SampleShape shape) : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _output;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _output = new ReferenceTensor(input.Count, Output);
        for (int pixel = 0; pixel < input.Values.Length; pixel += Input.Channels)
        {
            double[] scores = input.Values[pixel..(pixel + Input.Channels)];
            double largest = scores.Aggregate(Math.Max);
            double logarithm = largest + Math.Log(scores.Sum(score => Math.Exp(score - largest)));
            for (int i = 0; i < Input.Channels; i++)
                _output.Values[pixel + i] = scores[i] - logarithm;
        }

        return _output;
    }

    /// <summary>dL/dx_i = g_i − p_i Σ_j g_j.</summary>
    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
        {
            int pixel = i / Input.Channels * Input.Channels;
            double sum = outputGradient.Values[pixel..(pixel + Input.Channels)].Sum();
            inputGradient.Values[i] = outputGradient.Values[i] - Math.Exp(_output!.Values[i]) * sum;
        }

        return inputGradient;
    }
}
