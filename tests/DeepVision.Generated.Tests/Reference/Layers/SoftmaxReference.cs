namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Softmax over the channels of each pixel.</summary>
internal sealed class SoftmaxReference(SampleShape shape) : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _output;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _output = new ReferenceTensor(input.Count, Output);
        for (int pixel = 0; pixel < input.Values.Length; pixel += Input.Channels)
            Softmax(input.Values.AsSpan(pixel, Input.Channels), _output.Values.AsSpan(pixel, Input.Channels));
        return _output;
    }

    /// <summary>dL/dx_i = p_i (g_i − Σ_j g_j p_j).</summary>
    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int pixel = 0; pixel < inputGradient.Values.Length; pixel += Input.Channels)
        {
            double mean = 0;
            for (int i = pixel; i < pixel + Input.Channels; i++)
                mean += outputGradient.Values[i] * _output!.Values[i];
            for (int i = pixel; i < pixel + Input.Channels; i++)
                inputGradient.Values[i] = _output!.Values[i] * (outputGradient.Values[i] - mean);
        }

        return inputGradient;
    }

    public static void Softmax(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity;
        foreach (double score in scores)
            largest = Math.Max(largest, score);
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
            sum += probabilities[i] = Math.Exp(scores[i] - largest);
        for (int i = 0; i < scores.Length; i++)
            probabilities[i] /= sum;
    }
}
