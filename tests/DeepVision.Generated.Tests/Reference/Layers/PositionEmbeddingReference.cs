namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>y[t, c] = x[t, c] + w[t, c], with w learned or given.</summary>
internal sealed class PositionEmbeddingReference : ReferenceLayer
{
    private readonly ReferenceParameter _weight;

    public PositionEmbeddingReference(SampleShape input, bool isLearned)
        : base(input, input) => Parameters["weight"] = _weight = new ReferenceParameter(isLearned, input.Width, input.Channels);

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = input.Values[i] + _weight.Values[i % _weight.Values.Length];
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        Array.Clear(_weight.Gradient);
        for (int i = 0; i < outputGradient.Values.Length; i++)
            _weight.Gradient[i % _weight.Gradient.Length] += outputGradient.Values[i];
        return outputGradient;
    }
}
