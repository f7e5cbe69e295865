using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>A value of a network that is being read: its input, or what a layer makes of others.</summary>
/// <param name="Name">The layer's name in files.</param>
/// <param name="Operation">What makes it; null for the network's input.</param>
/// <param name="Columns">
/// The image whose values a vector holds: the columns of a Dense layer follow it, also when activations or dropout stand between.
/// Behind any other layer a vector is just a vector.
/// </param>
/// <param name="Inputs">What it is made of.</param>
internal sealed record LayerValue(string Name, ReferenceOperation? Operation, SampleShape Shape, SampleShape Columns, IReadOnlyList<LayerValue> Inputs)
{
    public static LayerValue Of(string name, ReferenceOperation operation, IReadOnlyList<LayerValue> inputs) => new(
        name,
        operation,
        operation.Output,
        operation switch
        {
            FlattenReference => inputs[0].Shape,
            ActivationReference or DropoutReference or GaussianNoiseReference => inputs[0].Columns,
            _ => operation.Output,
        },
        inputs)
    {
        Lengths = inputs.FirstOrDefault(input => input.Lengths is not null && input.Shape.Width == operation.Output.Width)?.Lengths,
    };

    /// <summary>What the names of its tensors begin with: its own, or that of the layer of which it is a part.</summary>
    public string TensorPrefix { get; init; } = Name;

    /// <summary>The lengths of the sequences that it is; null where all have one length.</summary>
    public LayerValue? Lengths { get; init; }
}
