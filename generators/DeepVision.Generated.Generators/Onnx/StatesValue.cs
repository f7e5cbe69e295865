using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>What an axis of a sequence is, or of the states of a recurrent layer.</summary>
internal enum SequenceAxis
{
    Samples,
    Steps,
    Directions,
    Features,

    /// <summary>It has one element, and means nothing.</summary>
    One,
}

/// <summary>
/// Sequences or single states on their way into recurrent layers and out of them. ONNX has the steps in front of the samples there, and an
/// axis more for the directions.
/// </summary>
/// <param name="directions">What layers give: a sequence for each direction, or a vector.</param>
/// <param name="axes">The axes as the file has them, the samples' among them.</param>
internal sealed class StatesValue(IReadOnlyList<LayerValue> directions, IReadOnlyList<SequenceAxis> axes) : GraphValue
{
    public IReadOnlyList<LayerValue> Directions => directions;

    public IReadOnlyList<SequenceAxis> Axes => axes;

    /// <summary>A sequence or a vector with its samples first.</summary>
    public static StatesValue Of(LayerValue value) =>
        new([value], [SequenceAxis.Samples, .. value.Dimensions.Select((_, axis) => axis == value.ChannelAxis ? SequenceAxis.Features : SequenceAxis.Steps)]);

    /// <summary>Elements of an axis; 0 for the samples'.</summary>
    public int SizeOf(int axis) => axes[axis] switch
    {
        SequenceAxis.Samples => 0,
        SequenceAxis.Steps => directions[0].Shape.Width,
        SequenceAxis.Directions => directions.Count,
        SequenceAxis.Features => directions[0].Channels,
        _ => 1,
    };

    /// <summary>What a layer gives, where the file sees it as layers do: the samples first, one direction.</summary>
    public LayerValue? AsLayer()
    {
        LayerValue value = directions[0];
        int features = axes.ToList().IndexOf(SequenceAxis.Features);
        if (directions.Count != 1 || axes[0] != SequenceAxis.Samples || features < 0 || (!value.IsVector && axes.Count != 3))
            return null;
        return new LayerValue(value.Layer, value.Shape, [.. Enumerable.Range(1, axes.Count - 1).Select(SizeOf)], features - 1);
    }

    /// <summary>The same where it is needed no more that it is one.</summary>
    public GraphValue Simplified() => AsLayer() is { } layer ? layer : this;

    /// <summary>The same values with other axes.</summary>
    public GraphValue Seen(IEnumerable<SequenceAxis> newAxes) => new StatesValue(directions, [.. newAxes]).Simplified();
}
