namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// y = Π xᵢ, value by value. Where an input has one row and column, or one channel, its value stands for all of them: 1×1×c
/// weighs channels (Hu et al. 2018, squeeze and excitation), h×w×1 weighs pixels.
/// </summary>
internal sealed class MultiplyReference(IReadOnlyList<SampleShape> inputs)
    : ReferenceOperation(inputs, new SampleShape(inputs.Max(shape => shape.Height), inputs.Max(shape => shape.Width), inputs.Max(shape => shape.Channels)))
{
    private IReadOnlyList<ReferenceTensor> _inputs = [];

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        _inputs = inputs;
        ReferenceTensor output = new(inputs[0].Count, Output);
        Array.Fill(output.Values, 1);
        for (int i = 0; i < output.Values.Length; i++)
            foreach (ReferenceTensor input in inputs)
                output.Values[i] *= input.Values[Place(i, input.Shape)];
        return output;
    }

    /// <summary>dL/dxᵢ = g · Π xⱼ over j ≠ i, added up over all that a value stands for.</summary>
    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        ReferenceTensor[] inputGradients = [.. Inputs.Select(shape => new ReferenceTensor(outputGradient.Count, shape))];
        for (int i = 0; i < outputGradient.Values.Length; i++)
            for (int input = 0; input < Inputs.Count; input++)
            {
                double term = outputGradient.Values[i];
                for (int other = 0; other < Inputs.Count; other++)
                    if (other != input)
                        term *= _inputs[other].Values[Place(i, Inputs[other])];
                inputGradients[input].Values[Place(i, Inputs[input])] += term;
            }

        return inputGradients;
    }

    /// <summary>Where in a tensor of this shape the factor of an output value lies.</summary>
    private int Place(int outputIndex, SampleShape shape)
    {
        int channel = shape.Channels == 1 ? 0 : outputIndex % Output.Channels;
        int pixel = outputIndex / Output.Channels;
        int x = shape.Width == 1 ? 0 : pixel % Output.Width;
        int row = pixel / Output.Width;
        int y = shape.Height == 1 ? 0 : row % Output.Height;
        int sample = row / Output.Height;
        return ((sample * shape.Height + y) * shape.Width + x) * shape.Channels + channel;
    }
}
