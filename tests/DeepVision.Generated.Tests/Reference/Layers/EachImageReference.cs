namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// A layer for images on sequences of them (Keras: <c>TimeDistributed</c>): it works on the images of all samples, in the order (sample, step), as if each were
/// a sample.
/// </summary>
internal sealed class EachImageReference : ReferenceOperation
{
    private readonly ReferenceOperation _layer;
    private readonly int _steps;

    /// <param name="layer">The layer for one image.</param>
    /// <param name="inputs">The sequences that it reads.</param>
    /// <param name="givesVectors">Whether it makes a vector of each image: they are the steps of a sequence then.</param>
    public EachImageReference(ReferenceOperation layer, IReadOnlyList<SampleShape> inputs, bool givesVectors)
        : base(inputs, givesVectors ? new SampleShape(1, inputs[0].Steps, layer.Output.Channels) : layer.Output with { Steps = inputs[0].Steps })
    {
        if (inputs.Any(input => input.Steps != inputs[0].Steps))
            throw new NotSupportedException("The sequences that a layer reads have as many images.");
        (_layer, _steps) = (layer, inputs[0].Steps);
        foreach ((string role, ReferenceParameter parameter) in layer.Parameters)
            Parameters[role] = parameter;
    }

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor output = _layer.Apply([.. inputs.Select((input, number) => Images(input, _layer.Inputs[number]))], pass);
        KinkDistance = _layer.KinkDistance;
        return As(output, output.Count / _steps, Output);
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient) =>
        [.. _layer.Differentiate(Images(outputGradient, _layer.Output)).Select((gradient, number) => As(gradient, outputGradient.Count, Inputs[number]))];

    private ReferenceTensor Images(ReferenceTensor sequences, SampleShape image) => As(sequences, sequences.Count * _steps, image);

    private static ReferenceTensor As(ReferenceTensor tensor, int count, SampleShape shape)
    {
        ReferenceTensor copy = new(count, shape);
        tensor.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
