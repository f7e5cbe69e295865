namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// PyTorch's LocalResponseNorm: y = x / d^β with d = k + α · (the mean of the squares of <c>size</c> channels, from ⌊size / 2⌋ before on; those
/// that there are not are zero).
/// </summary>
internal sealed class LocalResponseNormReference(SampleShape shape, int size, double alpha, double beta, double k) : ReferenceLayer(shape, shape)
{
    private ReferenceTensor? _input;
    private double[] _denominators = [];

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        _denominators = new double[input.Values.Length];
        Array.Fill(_denominators, k);
        ForEachPair(input.Count, (i, neighbour) => _denominators[i] += alpha / size * input.Values[neighbour] * input.Values[neighbour]);
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = input.Values[i] * Math.Pow(_denominators[i], -beta);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        double[] x = _input!.Values, dy = outputGradient.Values;
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < dy.Length; i++)
            inputGradient.Values[i] = dy[i] * Math.Pow(_denominators[i], -beta);
        ForEachPair(outputGradient.Count, (i, neighbour) =>
            inputGradient.Values[neighbour] -= dy[i] * x[i] * beta * Math.Pow(_denominators[i], -beta - 1) * alpha / size * 2 * x[neighbour]);
        return inputGradient;
    }

    /// <summary>Visits each value with each of the values in its window.</summary>
    private void ForEachPair(int count, Action<int, int> visit)
    {
        for (int i = 0; i < count * Input.Length; i++)
            for (int offset = -(size / 2); offset < size - size / 2; offset++)
            {
                int neighbour = i % Input.Channels + offset;
                if (neighbour >= 0 && neighbour < Input.Channels)
                    visit(i, i + offset);
            }
    }
}
