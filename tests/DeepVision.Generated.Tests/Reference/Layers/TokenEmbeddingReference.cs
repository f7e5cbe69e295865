namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>y[t] = w[x[t]], weight [vocabulary, units], for tokens that are the values of a sample in order.</summary>
internal sealed class TokenEmbeddingReference : ReferenceLayer
{
    private readonly int _units, _padding;
    private readonly ReferenceParameter _weight;
    private ReferenceTensor? _input;

    /// <param name="padding">The token that gets no gradient; −1 for none.</param>
    public TokenEmbeddingReference(SampleShape input, int vocabulary, int units, int padding)
        : base(input, new SampleShape(1, input.Length, units))
    {
        (VocabularySize, _units, _padding) = (vocabulary, units, padding);
        Parameters["weight"] = _weight = new ReferenceParameter(true, vocabulary, units);
    }

    public override int VocabularySize { get; }

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _input = input;
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = _weight.Values[Row(input, i / _units) * _units + i % _units];
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        Array.Clear(_weight.Gradient);
        for (int i = 0; i < outputGradient.Values.Length; i++)
        {
            if (Row(_input!, i / _units) is var row && row != _padding)
                _weight.Gradient[row * _units + i % _units] += outputGradient.Values[i];
        }

        return new ReferenceTensor(outputGradient.Count, Input);
    }

    private static int Row(ReferenceTensor input, int place) => (int)input.Values[place];
}
