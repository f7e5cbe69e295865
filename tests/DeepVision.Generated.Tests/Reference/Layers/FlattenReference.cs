namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Image → vector in memory order (height, width, channel).</summary>
internal sealed class FlattenReference(SampleShape input)
    : ReferenceLayer(input, new SampleShape(1, 1, input.Length))
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass) => Reshape(input, Output);

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => Reshape(outputGradient, Input);

    private static ReferenceTensor Reshape(ReferenceTensor tensor, SampleShape shape)
    {
        ReferenceTensor copy = new(tensor.Count, shape);
        tensor.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
