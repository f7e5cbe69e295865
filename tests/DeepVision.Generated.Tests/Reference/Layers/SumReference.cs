namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>y = scale · Σ xᵢ over values of one shape: Add with a scale of 1, Average with one of 1 / n.</summary>
internal sealed class SumReference(IReadOnlyList<SampleShape> inputs, double scale) : ReferenceOperation(inputs, inputs[0])
{
    public static SumReference Add(IReadOnlyList<SampleShape> inputs) => new(inputs, 1);

    public static SumReference Average(IReadOnlyList<SampleShape> inputs) => new(inputs, 1.0 / inputs.Count);

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor output = new(inputs[0].Count, Output);
        foreach (ReferenceTensor input in inputs)
            output.Add(input, scale);
        return output;
    }

    /// <summary>dL/dxᵢ = scale · g.</summary>
    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Output);
        inputGradient.Add(outputGradient, scale);
        return [.. Enumerable.Repeat(inputGradient, Inputs.Count)];
    }
}
