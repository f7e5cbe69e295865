namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Inverted dropout of whole channels: those of a sample draw as <see cref="DropoutReference"/> would for an image of one pixel.</summary>
internal sealed class SpatialDropoutReference(SampleShape shape, float rate) : ReferenceLayer(shape, shape)
{
    private readonly DropoutReference _draws = new(new SampleShape(1, 1, shape.Channels), rate);
    private ReferenceTensor? _factors;

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor ones = new(input.Count, _draws.Input);
        Array.Fill(ones.Values, 1);
        _factors = _draws.Forward(ones, pass);
        return Scale(input);
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => Scale(outputGradient);

    private ReferenceTensor Scale(ReferenceTensor tensor)
    {
        ReferenceTensor scaled = new(tensor.Count, tensor.Shape);
        for (int i = 0; i < scaled.Values.Length; i++)
            scaled.Values[i] = tensor.Values[i] * _factors![i / Input.Length, 0, 0, i % Input.Channels];
        return scaled;
    }
}
