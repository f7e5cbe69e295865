namespace DeepVision.Generated;

/// <summary>Base of all layers. A layer reads the output of the one written before it, unless <see cref="Input"/> names another.</summary>
public abstract class Layer : GraphElement
{
    private protected Layer()
    {
    }

    /// <summary>
    /// The layer's name in weight files and, as a property, in the class: <c>Name = "stem"</c> gives <c>network.Stem</c>.
    /// Letters, digits and underscores, beginning with a letter. Without one a layer is called by its kind and a number:
    /// <c>conv2d_1</c>, <c>network.Conv2D1</c>. Inside a block the block's name comes first: <c>bottleneck_1.conv2d_2</c>,
    /// <c>network.Bottleneck1.Conv2D2</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Name of the layer whose output this one reads, <c>"input"</c> for the input of the network or, in a block, of the
    /// block. Without one it is what stands before it. Only layers written before can be read.
    /// </summary>
    public string? Input { get; init; }

    /// <summary>
    /// How often the layer stands here, one behind the other, each with its own weights; 1 by default. With a
    /// <see cref="Name"/> they are called <c>name_1</c>, <c>name_2</c>, …
    /// </summary>
    public int Times { get; init; } = 1;

    /// <summary>
    /// Whether training leaves the layer as it is: its weights have no gradient and don't change, and behind the last layer that
    /// trains there is no backward pass at all. A frozen layer runs as in prediction also while the network is trained: batch
    /// normalisation by its running statistics, which stay as they are, and no dropout or noise. Of a block it means all layers.
    /// </summary>
    public bool Frozen { get; init; }
}
