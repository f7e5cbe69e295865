namespace DeepVision.Generated.Tests.Reference;

/// <summary>A layer with one input.</summary>
internal abstract class ReferenceLayer(SampleShape input, SampleShape output) : ReferenceOperation([input], output)
{
    public SampleShape Input { get; } = input;

    public abstract ReferenceTensor Forward(ReferenceTensor input, in PassContext pass);

    /// <summary>Sets the gradients of the layer's parameters and returns the gradient of its input.</summary>
    public abstract ReferenceTensor Backward(ReferenceTensor outputGradient);

    public sealed override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass) => Forward(inputs.Single(), pass);

    public sealed override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient) => [Backward(outputGradient)];
}
