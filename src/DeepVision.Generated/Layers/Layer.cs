namespace DeepVision.Generated;

/// <summary>Base of all layers. A layer is applied to the output of the attribute written before it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class Layer : Attribute
{
    private protected Layer()
    {
    }

    /// <summary>
    /// The layer's name in weight files and, as a property, in the class: <c>Name = "stem"</c> gives <c>network.Stem</c>.
    /// Letters, digits and underscores, beginning with a letter. Without one a layer is called by its kind and a number:
    /// <c>conv2d_1</c>, <c>network.Conv2D1</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Name of the layer whose output this one reads, <c>"input"</c> for the network's own input. Without one it is the
    /// layer written before. So far only that layer may be named.
    /// </summary>
    public string? Input { get; init; }
}
