using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>Result of one training pass; the gradients of the parameters are in <see cref="ReferenceLayer.Parameters"/>.</summary>
internal sealed record ReferencePass(double Loss, int Correct, ReferenceTensor InputGradient);

/// <summary>
/// A network as scalar float64 loops: the oracle for what the generated kernels compute. It shares no code with the
/// generator or the kernels and derives every shape a second time.
/// </summary>
/// <param name="layers">Layers that give the scores.</param>
/// <param name="loss">The loss, with the activation it implies.</param>
internal sealed class ReferenceNetwork(SampleShape input, IReadOnlyList<ReferenceLayer> layers, ReferenceLoss loss)
{
    public SampleShape Input { get; } = input;

    public IReadOnlyList<ReferenceLayer> Layers { get; } = layers;

    public ReferenceLoss Loss { get; } = loss;

    public SampleShape Output => Layers.Count == 0 ? Input : Layers[^1].Output;

    /// <summary>How near the last pass came to a jump of some derivative; see <see cref="ReferenceLayer.KinkDistance"/>.</summary>
    public double KinkDistance => Layers.Min(layer => layer.KinkDistance);

    /// <summary>Scores of a batch.</summary>
    public ReferenceTensor Forward(ReferenceTensor inputs, in PassContext pass)
    {
        ReferenceTensor values = inputs;
        foreach (ReferenceLayer layer in Layers)
            values = layer.Forward(values, pass);
        return values;
    }

    /// <summary>One pass forward and backward in training mode; running statistics move.</summary>
    public ReferencePass Train(ReferenceTensor inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int seed, long step)
    {
        ReferenceTensor scores = Forward(inputs, new PassContext(Training: true, seed, step));
        LossValue value = Loss.Evaluate(scores, labels, targets);
        ReferenceTensor gradient = value.Gradient;
        for (int i = Layers.Count - 1; i >= 0; i--)
            gradient = Layers[i].Backward(gradient);
        return new ReferencePass(value.Loss, value.Correct, gradient);
    }

    /// <summary>The tensor that a parameter table calls <paramref name="name"/> (its last part is the role) at a layer.</summary>
    public ReferenceParameter Parameter(int layer, string name) => Layers[layer].Parameters[name[(name.LastIndexOf('.') + 1)..]];
}
