namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// A layer over sequences that differ in length: each sample goes alone through a layer that is made for its own length, with the same parameters. What it gives is zero behind the
/// end. So nothing that stands there can matter.
/// </summary>
internal sealed class VariableLengthReference : ReferenceOperation
{
    private readonly Func<SampleShape, ReferenceOperation> _make;
    private readonly ReferenceOperation _whole;
    private ReferenceOperation[] _layers = [];

    /// <param name="input">The shape of the longest sequence.</param>
    /// <param name="lengths">The shape of a length.</param>
    /// <param name="make">Makes the layer for sequences of a length.</param>
    /// <param name="others">The shapes of what else it reads, which has no steps.</param>
    public VariableLengthReference(SampleShape input, SampleShape lengths, Func<SampleShape, ReferenceOperation> make, params IReadOnlyList<SampleShape> others)
        : base([input, lengths, .. others], make(input).Output)
    {
        (_make, _whole) = (make, make(input));
        foreach ((string role, ReferenceParameter parameter) in _whole.Parameters)
            Parameters[role] = parameter;
    }

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        int count = inputs[0].Count;
        ReferenceTensor output = new(count, Output);
        _layers = new ReferenceOperation[count];
        KinkDistance = double.PositiveInfinity;
        for (int sample = 0; sample < count; sample++)
        {
            SampleShape shape = Inputs[0] with { Width = (int)inputs[1].Values[sample] };
            ReferenceOperation layer = _layers[sample] = _make(shape);
            foreach ((string role, ReferenceParameter parameter) in Parameters)
                parameter.Values.CopyTo(layer.Parameters[role].Values, 0);
            ReferenceTensor alone = new(1, shape);
            Array.Copy(inputs[0].Values, sample * Inputs[0].Length, alone.Values, 0, shape.Length);
            ReferenceTensor result = layer.Apply([alone, .. inputs.Skip(2).Select(other => OneOf(other, sample))], pass);
            result.Values.CopyTo(output.Values, sample * Output.Length);
            KinkDistance = Math.Min(KinkDistance, layer.KinkDistance);
        }

        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        foreach (ReferenceParameter parameter in Parameters.Values)
            Array.Clear(parameter.Gradient);
        ReferenceTensor[] gradients = [.. Inputs.Select(input => new ReferenceTensor(outputGradient.Count, input))];
        for (int sample = 0; sample < outputGradient.Count; sample++)
        {
            ReferenceOperation layer = _layers[sample];
            ReferenceTensor alone = new(1, layer.Output);
            Array.Copy(outputGradient.Values, sample * Output.Length, alone.Values, 0, layer.Output.Length);
            IReadOnlyList<ReferenceTensor> own = layer.Differentiate(alone);
            own[0].Values.CopyTo(gradients[0].Values, sample * Inputs[0].Length);
            for (int other = 1; other < own.Count; other++)
                own[other].Values.CopyTo(gradients[other + 1].Values, sample * Inputs[other + 1].Length);
            foreach ((string role, ReferenceParameter parameter) in Parameters)
            {
                for (int i = 0; i < parameter.Gradient.Length; i++)
                    parameter.Gradient[i] += layer.Parameters[role].Gradient[i];
            }
        }

        return gradients;
    }

    private static ReferenceTensor OneOf(ReferenceTensor tensor, int sample)
    {
        ReferenceTensor one = new(1, tensor.Shape);
        Array.Copy(tensor.Values, sample * tensor.Shape.Length, one.Values, 0, tensor.Shape.Length);
        return one;
    }
}

/// <summary>The steps of each sequence, for layers that work on each step by itself.</summary>
internal sealed class StepsReference(SampleShape shape) : ReferenceLayer(shape, shape)
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass) => input;

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => outputGradient;
}
