namespace DeepVision.Generated.Tests.Reference.Reading;

/// <summary>A loss and what it reads.</summary>
internal sealed record WrittenHead(Loss Loss, WrittenLayer Input);

/// <summary>A penalty and what it reads.</summary>
internal sealed record WrittenPenalty(ActivityPenalty Penalty, WrittenLayer Input);

/// <summary>One layer where blocks are replaced by their layers and repetitions stand one behind the other.</summary>
/// <param name="name">As files call it: <c>bottleneck_1.conv2d_1</c>.</param>
/// <param name="layer">The layer as it was written; null for the network's input.</param>
/// <param name="inputs">What it reads.</param>
internal sealed class WrittenLayer(string name, Layer? layer, params IReadOnlyList<WrittenLayer> inputs)
{
    public string Name { get; } = name;

    public Layer? Layer { get; } = layer;

    public IReadOnlyList<WrittenLayer> Inputs { get; } = inputs;

    /// <summary>Whether it or a block around it is frozen.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>For a shortcut the end of the path beside it, whose shape it takes.</summary>
    public WrittenLayer? Beside { get; set; }
}
