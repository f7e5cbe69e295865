namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>A recurrent layer whose state, or memory, begins with what stands behind the sequence among its inputs, the state first.</summary>
internal sealed class InitialStateReference : ReferenceOperation
{
    private readonly RecurrentReference _layer;
    private readonly bool _hasState, _hasMemory;

    /// <param name="layer">The layer by its formulas.</param>
    /// <param name="written">The layer as it is written, which says what is given.</param>
    /// <param name="states">The shapes of what is given.</param>
    public InitialStateReference(RecurrentReference layer, RecurrentLayer written, IEnumerable<SampleShape> states)
        : base([layer.Input, .. states], layer.Output)
    {
        (_layer, _hasState, _hasMemory) = (layer, written.InitialState is not null, written is LSTM { InitialMemory: not null });
        foreach ((string role, ReferenceParameter parameter) in layer.Parameters)
            Parameters[role] = parameter;
    }

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        if (_hasState)
            _layer.Initial = inputs[1];
        if (_hasMemory)
            _layer.InitialMemory = inputs[^1];
        ReferenceTensor output = _layer.Forward(inputs[0], pass);
        KinkDistance = _layer.KinkDistance;
        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        List<ReferenceTensor> gradients = [_layer.Backward(outputGradient)];
        if (_hasState)
            gradients.Add(_layer.InitialGradient);
        if (_hasMemory)
            gradients.Add(_layer.InitialMemoryGradient);
        return gradients;
    }
}
