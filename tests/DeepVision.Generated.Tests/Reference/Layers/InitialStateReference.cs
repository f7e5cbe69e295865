namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>A recurrent layer whose state begins with the second input.</summary>
internal sealed class InitialStateReference : ReferenceOperation
{
    private readonly RecurrentReference _layer;

    public InitialStateReference(RecurrentReference layer, SampleShape state)
        : base([layer.Input, state], layer.Output)
    {
        _layer = layer;
        foreach ((string role, ReferenceParameter parameter) in layer.Parameters)
            Parameters[role] = parameter;
    }

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        _layer.Initial = inputs[1];
        ReferenceTensor output = _layer.Forward(inputs[0], pass);
        KinkDistance = _layer.KinkDistance;
        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient) => [_layer.Backward(outputGradient), _layer.InitialGradient];
}
