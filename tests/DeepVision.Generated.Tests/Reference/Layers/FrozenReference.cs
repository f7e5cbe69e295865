namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>A layer that training leaves as it is: it runs as in prediction, always, and none of its tensors trains.</summary>
internal sealed class FrozenReference : ReferenceOperation
{
    private readonly ReferenceOperation _layer;

    public FrozenReference(ReferenceOperation layer)
        : base(layer.Inputs, layer.Output)
    {
        _layer = layer;
        foreach ((string role, ReferenceParameter parameter) in layer.Parameters)
        {
            parameter.IsTrainable = false;
            Parameters[role] = parameter;
        }
    }

    public override int VocabularySize => _layer.VocabularySize;

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor output = _layer.Apply(inputs, pass with { Training = false });
        KinkDistance = _layer.KinkDistance;
        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient) => _layer.Differentiate(outputGradient);
}
