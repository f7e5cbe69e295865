namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Mean over height and width: image → vector of its channels.</summary>
internal sealed class GlobalAveragePoolingReference(SampleShape input)
    : ReferenceLayer(input, new SampleShape(1, 1, input.Channels))
{
    private readonly int _pixels = input.Height * input.Width;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < input.Values.Length; i++)
            output[i / Input.Length, 0, 0, i % Input.Channels] += input.Values[i] / _pixels;
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < inputGradient.Values.Length; i++)
            inputGradient.Values[i] = outputGradient[i / Input.Length, 0, 0, i % Input.Channels] / _pixels;
        return inputGradient;
    }
}
