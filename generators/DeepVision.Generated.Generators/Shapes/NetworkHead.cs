namespace DeepVision.Generated.Generators.Shapes;

/// <summary>A loss at the end of a path, or a penalty on what a layer gives.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Layer">The layer in front of it, by its index; <see cref="LayerNode.NetworkInput"/> for the network's input.</param>
/// <param name="Weight">Its factor in what training minimises.</param>
/// <param name="IsTrainingOnly">Whether it is an auxiliary head, of which a prediction knows nothing.</param>
internal sealed record NetworkHead(LossOperation Loss, int Layer, float Weight = 1, bool IsTrainingOnly = false)
{
    /// <summary>Whose labels or targets it learns from: a number among the heads that predict, from 0; its own if it is one of them.</summary>
    public int Answers { get; init; }

    /// <summary>What the user calls it, or null.</summary>
    public string? Name { get; init; }
}
