namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>PyTorch's F.normalize over the channels of each pixel: y = x / max(‖x‖, ε).</summary>
internal sealed class L2NormalizeReference(SampleShape shape, double epsilon) : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _input;
    private double[] _norms = [];

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        _norms = [.. input.Values.Chunk(Input.Channels).Select(pixel => Math.Sqrt(pixel.Sum(value => value * value)))];
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = input.Values[i] / Math.Max(_norms[i / Input.Channels], epsilon);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        double[] x = _input!.Values, dy = outputGradient.Values;
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < dy.Length; i++)
        {
            int first = i / Input.Channels * Input.Channels;
            double norm = _norms[i / Input.Channels];
            double along = norm <= epsilon ? 0 : Enumerable.Range(first, Input.Channels).Sum(place => x[place] * dy[place]) / (norm * norm);
            inputGradient.Values[i] = (dy[i] - x[i] * along) / Math.Max(norm, epsilon);
        }

        return inputGradient;
    }
}
