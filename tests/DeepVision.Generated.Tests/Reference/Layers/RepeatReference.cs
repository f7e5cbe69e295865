namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>A vector as every step of a sequence.</summary>
internal sealed class RepeatReference(SampleShape input, int steps) : ReferenceLayer(input, new SampleShape(1, steps, input.Length))
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < output.Values.Length; i++)
            output.Values[i] = input.Values[Origin(i)];
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < outputGradient.Values.Length; i++)
            inputGradient.Values[Origin(i)] += outputGradient.Values[i];
        return inputGradient;
    }

    /// <summary>Where in the input an output comes from.</summary>
    private int Origin(int index) => index / Output.Length * Input.Length + index % Input.Length;
}
