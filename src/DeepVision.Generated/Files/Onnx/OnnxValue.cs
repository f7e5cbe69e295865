namespace DeepVision.Generated;

/// <summary>A value of an ONNX graph: images lie in the order (channels, rows, columns), whatever the order of <paramref name="Shape"/>.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">Shape of one sample, as the network counts it.</param>
internal readonly record struct OnnxValue(string Name, TensorShape Shape)
{
    /// <summary>Where it is a sequence of images, how many: in the graph each is a sample, and <see cref="Shape"/> is that of one of them; else 0.</summary>
    public int Steps { get; init; }

    /// <summary>Shape of one sample in the graph.</summary>
    public IReadOnlyList<int> Dimensions => Shape.Rank == 3 ? [Shape.Channels, Shape.Height, Shape.Width] : NetworkOrder(Shape);

    /// <summary>Shape of one sample in the order of the network's inputs and outputs.</summary>
    public static IReadOnlyList<int> NetworkOrder(TensorShape shape) => shape.Rank switch
    {
        4 => [shape.Steps, shape.Height, shape.Width, shape.Channels],
        3 => [shape.Height, shape.Width, shape.Channels],
        2 => [shape.Width, shape.Channels],
        _ => [shape.Channels],
    };
}
