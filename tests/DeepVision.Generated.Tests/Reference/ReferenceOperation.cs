namespace DeepVision.Generated.Tests.Reference;

/// <summary>What a pass through the layers depends on besides the data and the parameters.</summary>
/// <param name="Training">Training mode: dropout drops, batch normalisation uses the batch's statistics.</param>
/// <param name="Seed">Key of the dropout masks.</param>
/// <param name="Step">Steps taken before.</param>
/// <param name="Layer">Name of the layer.</param>
internal readonly record struct PassContext(bool Training, int Seed = 0, long Step = 0, string Layer = "");

/// <summary>One tensor of a layer in logical (PyTorch's) order, with its gradient after a backward pass.</summary>
internal sealed class ReferenceParameter(bool isTrainable, params int[] shape)
{
    public bool IsTrainable { get; set; } = isTrainable;

    public int[] Shape { get; } = shape;

    public double[] Values { get; } = new double[shape.Aggregate(1, (product, n) => product * n)];

    public double[] Gradient { get; } = new double[shape.Aggregate(1, (product, n) => product * n)];
}

/// <summary>
/// Makes one value of one or several, as plain loops over float64. <see cref="Apply"/> keeps what <see cref="Differentiate"/>
/// needs; one backward pass follows one forward pass.
/// </summary>
internal abstract class ReferenceOperation(IReadOnlyList<SampleShape> inputs, SampleShape output)
{
    public IReadOnlyList<SampleShape> Inputs { get; } = inputs;

    public SampleShape Output { get; } = output;

    /// <summary>Tensors by their role as files name it: weight, bias, running_mean, running_var.</summary>
    public Dictionary<string, ReferenceParameter> Parameters { get; } = [];

    /// <summary>
    /// How near the last forward pass came to a point where the derivative jumps, relative to the largest input. Float32
    /// arithmetic may end on the other side of a jump that is nearer than its rounding errors.
    /// </summary>
    public double KinkDistance { get; protected set; } = double.PositiveInfinity;

    /// <summary>How many tokens its input may hold; 0 where it doesn't look up any.</summary>
    public virtual int VocabularySize => 0;

    public abstract ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass);

    /// <summary>Sets the gradients of the parameters and returns the gradients of the inputs, in order.</summary>
    public abstract IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient);

    protected static double LargestMagnitude(ReferenceTensor tensor) => tensor.Values.Max(Math.Abs);
}
