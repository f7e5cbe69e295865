namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>The same values, in the order (height, width, channel), under another shape.</summary>
internal sealed class ReshapeReference(SampleShape input, SampleShape output) : ReferenceLayer(input, output)
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass) => Copy(input, Output);

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => Copy(outputGradient, Input);

    private static ReferenceTensor Copy(ReferenceTensor tensor, SampleShape shape)
    {
        ReferenceTensor copy = new(tensor.Count, shape);
        tensor.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
