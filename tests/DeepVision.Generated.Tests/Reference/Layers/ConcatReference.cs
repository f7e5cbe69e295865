namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>The channels of all inputs behind each other, pixel by pixel.</summary>
internal sealed class ConcatReference(IReadOnlyList<SampleShape> inputs)
    : ReferenceOperation(inputs, inputs[0] with { Channels = inputs.Sum(shape => shape.Channels) })
{
    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor output = new(inputs[0].Count, Output);
        ForEachValue(output.Count, (input, inputIndex, outputIndex) => output.Values[outputIndex] = inputs[input].Values[inputIndex]);
        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        ReferenceTensor[] inputGradients = [.. Inputs.Select(shape => new ReferenceTensor(outputGradient.Count, shape))];
        ForEachValue(outputGradient.Count, (input, inputIndex, outputIndex) => inputGradients[input].Values[inputIndex] = outputGradient.Values[outputIndex]);
        return inputGradients;
    }

    private void ForEachValue(int count, Action<int, int, int> visit)
    {
        int outputIndex = 0;
        for (int pixel = 0; pixel < count * Output.Height * Output.Width; pixel++)
            for (int input = 0; input < Inputs.Count; input++)
                for (int channel = 0; channel < Inputs[input].Channels; channel++)
                    visit(input, pixel * Inputs[input].Channels + channel, outputIndex++);
    }
}
