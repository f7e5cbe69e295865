namespace DeepVision.Generated;

/// <summary>Goes on from the output of a layer written before: the next layer reads it.</summary>
/// <param name="name">The layer's name; <c>"input"</c> for the input of the network or, in a block, of the block.</param>
public sealed class From(string name) : GraphElement
{
    /// <summary>The layer's name.</summary>
    public string Name { get; } = name;
}
