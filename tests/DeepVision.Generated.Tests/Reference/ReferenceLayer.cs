namespace DeepVision.Generated.Tests.Reference;

/// <summary>What a pass through the layers depends on besides the data and the parameters.</summary>
/// <param name="Training">Training mode: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Seed">Key of the dropout masks.</param>
/// <param name="Step">Steps taken before.</param>
internal readonly record struct PassContext(bool Training, int Seed = 0, long Step = 0);

/// <summary>One tensor of a layer in logical (PyTorch's) order, with its gradient after a backward pass.</summary>
internal sealed class ReferenceParameter(bool isTrainable, params int[] shape)
{
    public bool IsTrainable { get; } = isTrainable;

    public int[] Shape { get; } = shape;

    public double[] Values { get; } = new double[shape.Aggregate(1, (product, n) => product * n)];

    public double[] Gradient { get; } = new double[shape.Aggregate(1, (product, n) => product * n)];
}

/// <summary>
/// One layer as plain loops over float64. <see cref="Forward"/> keeps what <see cref="Backward"/> needs; one backward
/// pass follows one forward pass.
/// </summary>
internal abstract class ReferenceLayer(SampleShape input, SampleShape output)
{
    public SampleShape Input { get; } = input;

    public SampleShape Output { get; } = output;

    /// <summary>Tensors by their role as files name it: weight, bias, running_mean, running_var.</summary>
    public Dictionary<string, ReferenceParameter> Parameters { get; } = [];

    /// <summary>
    /// How near the last forward pass came to a point where the layer's derivative jumps, relative to its largest input.
    /// Float32 arithmetic may end on the other side of a jump that is nearer than its rounding errors.
    /// </summary>
    public double KinkDistance { get; protected set; } = double.PositiveInfinity;

    public abstract ReferenceTensor Forward(ReferenceTensor input, in PassContext pass);

    /// <summary>Sets the gradients of the layer's parameters and returns the gradient of its input.</summary>
    public abstract ReferenceTensor Backward(ReferenceTensor outputGradient);

    protected static double LargestMagnitude(ReferenceTensor tensor) => tensor.Values.Max(Math.Abs);
}
