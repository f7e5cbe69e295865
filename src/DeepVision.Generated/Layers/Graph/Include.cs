namespace DeepVision.Generated;

/// <summary>
/// Begins a network with the layers of another one, under their own names, so that weights which that one has learned fit
/// (<see cref="Network.LoadMatchingWeights"/>). It stands in front of all other layers.
/// </summary>
/// <remarks>
/// <code>
/// [Network(224, 224, 3)]
/// [Include&lt;Vgg16&gt;(To = "dropout_2", Frozen = true)]
/// [Dense(5), SoftmaxCrossEntropy]
/// public partial class Flowers;
/// </code>
/// Both networks take inputs of the same shape. What is written behind goes on from the last of these layers, can read all of
/// them by name, and is counted on behind the highest number of its kind there: Vgg16 has three dense layers, so the one here is <c>dense_4</c>.
/// Losses and penalties on activities are not taken over, and neither are layers from which no way leads to the last one.
/// </remarks>
/// <typeparam name="TNetwork">A class with <see cref="NetworkAttribute"/>, of this project or of a referenced one.</typeparam>
public sealed class Include<TNetwork> : GraphElement
{
    /// <summary>
    /// The last of its layers, or a block, by its name: <c>"conv2d_13"</c>, <c>"bottleneck_16"</c>. Without one it is the layer in front of
    /// the loss that predicts, so that everything but the loss is taken over.
    /// </summary>
    public string? To { get; init; }

    /// <summary>Whether training leaves all of these layers as they are: <see cref="Layer.Frozen"/>.</summary>
    public bool Frozen { get; init; }
}
